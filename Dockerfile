# The site in a container: no shell, no package manager, not root; it writes into /data and /tmp only.
#   docker build -t learning .
#   docker run --read-only --tmpfs /tmp -v learning:/data -p 127.0.0.1:5080:5080 learning
# The stage `tools` has the clients of PostgreSQL too, for backup and restore: docker build --target tools -t learning-tools .

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
ENV NUGET_PACKAGES=/packages
WORKDIR /site
COPY Directory.Build.props Directory.Packages.props global.json .editorconfig ./
COPY src/Learning/Learning.csproj src/Learning/
COPY src/Learning.Web/Learning.Web.csproj src/Learning.Web/
RUN --mount=type=cache,target=/packages dotnet restore src/Learning.Web --arch $TARGETARCH
COPY src/Learning src/Learning
COPY src/Learning.Web src/Learning.Web
COPY themes themes
RUN --mount=type=cache,target=/packages dotnet publish src/Learning.Web --configuration Release --arch $TARGETARCH --self-contained false --no-restore --output /app
COPY content /app/content
COPY LICENSE /app/
RUN cp -r themes /app/themes && mkdir -p /data/keys

# Names on certificates may be in any script; the product brings Latin, Greek, Cyrillic and Arabic itself.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS fonts
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-noto-core fonts-noto-cjk && rm -rf /var/lib/apt/lists/*
RUN mkdir /fonts && find /usr/share/fonts/truetype/noto \( -name 'NotoSerif*-Regular.ttf' -o -name 'NotoSans*-Regular.ttf' \) -exec cp {} /fonts/ \; && cp /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc /fonts/ \
    && cp /usr/share/doc/fonts-noto-core/copyright /fonts/LICENCE && cp /usr/share/doc/fonts-noto-cjk/copyright /fonts/LICENCE-CJK

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS tools
RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
WORKDIR /app
ENV ASPNETCORE_HTTP_PORTS= DOTNET_EnableDiagnostics=0
USER 1654
ENTRYPOINT ["dotnet", "Learning.Web.dll"]
CMD ["--help"]

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra AS site
COPY --from=fonts /fonts /usr/share/fonts/truetype/noto
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
WORKDIR /app
ENV Urls=http://0.0.0.0:5080 ASPNETCORE_HTTP_PORTS= DOTNET_EnableDiagnostics=0
VOLUME /data
EXPOSE 5080
USER 1654
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["dotnet", "/app/Learning.Web.dll", "health"]
ENTRYPOINT ["dotnet", "/app/Learning.Web.dll"]
CMD ["--data", "/data"]
