#!/usr/bin/env python3
"""An SMTP server on loopback that misbehaves on request. What it does with a message depends on the name before the @ of its recipient:

    refuse…    550 at RCPT TO
    later…     451 at RCPT TO, always
    grey…      451 at RCPT TO the first time each is asked for, then as usual
    full…      552 after the whole message
    busy…      451 after the whole message
    hangup…    takes the whole message and closes the connection without an answer
    cut…       closes the connection in the middle of the message
    shut…      closes the connection when the message is announced, before any of it
    silent…    takes the whole message and never answers
    slow…      waits a while before it answers RCPT TO
    ban…       421 at RCPT TO, and hangs up
    anything else is taken

Says what happened on standard output, one JSON object a line; the first line tells the port.
"""
import argparse
import asyncio
import json
import socket
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, syntax

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--user")
parser.add_argument("--password")
parser.add_argument("--certificate", help="PEM with certificate and key: STARTTLS is offered and required")
parser.add_argument("--tls", action="store_true", help="encrypted from the first byte")
parser.add_argument("--mute", action="store_true", help="takes connections and says nothing")
options = parser.parse_args()

seen_grey = set()


def tell(**what):
    print(json.dumps(what), flush=True)


def kind(address):
    name = address.split("@")[0]
    return next((k for k in ("refuse", "later", "grey", "full", "busy", "hangup", "cut", "shut", "silent", "slow", "ban") if name.startswith(k)), "take")


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        tell(event="rcpt", to=address)
        what = kind(address)
        if what == "refuse":
            return "550 5.1.1 No such mailbox here"
        if what == "later":
            return "451 4.7.1 Come back later"
        if what == "grey" and address not in seen_grey:
            seen_grey.add(address)
            return "451 4.7.1 Greylisted, come back in a minute"
        if what == "ban":
            return "421 4.7.0 Too many messages from you"
        if what == "slow":
            await asyncio.sleep(30)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        what = kind(to)
        if what == "full":
            return "552 5.2.2 Mailbox full"
        if what == "busy":
            return "451 4.3.0 Try again"
        tell(event="taken", to=to, sender=envelope.mail_from, data=envelope.content.decode("ascii", "replace"))
        if what == "hangup":
            server.transport.abort()
            await asyncio.sleep(1)
        if what == "silent":
            await asyncio.sleep(3600)
        return "250 2.0.0 Queued as " + str(abs(hash(to)) % 100000)


class Server(SMTP):
    @syntax("DATA")
    async def smtp_DATA(self, arg):
        what = kind(self.envelope.rcpt_tos[0]) if self.envelope.rcpt_tos else ""
        if what == "shut":
            self.transport.abort()
            return
        if what == "cut":
            await self.push("354 Go on")
            for _ in range(20):
                await self._reader.readline()
            tell(event="cut", to=self.envelope.rcpt_tos[0])
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    is_right = data.login == options.user.encode() and data.password == options.password.encode()
    tell(event="auth", right=is_right)
    return AuthResult(success=is_right, handled=False)


async def mute(reader, writer):
    tell(event="connected")
    await asyncio.sleep(3600)


async def main():
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)

    def make():
        arguments = {"hostname": "mail.example.org", "enable_SMTPUTF8": True, "loop": asyncio.get_running_loop()}
        if context and not options.tls:
            arguments |= {"tls_context": context, "require_starttls": True}
        if options.user:
            arguments |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": context is not None and not options.tls}
        return Server(Handler(), **arguments)

    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", options.port))
    if options.mute:
        server = await asyncio.start_server(mute, sock=listener)
    else:
        server = await asyncio.get_running_loop().create_server(make, sock=listener, ssl=context if options.tls else None)
    tell(event="listening", port=listener.getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
