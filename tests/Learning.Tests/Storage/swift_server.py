#!/usr/bin/env python3
"""OpenStack Swift with its S3 interface on loopback, out of Debian's packages, in a temporary folder that is gone afterwards: one proxy, one server
each for accounts, containers and objects, one copy of everything. None of the services that the packages bring are needed.

There are two people: site:learning with "a-secret-of-the-site", who may do everything, and site:nobody with "a-secret-of-nobody", who may do nothing.

Commands on standard input, a line each, answered with "done": kill, start, freeze, thaw (the proxy, which is what clients see). Where standard input
ends, all of it ends. The first line on standard output tells the port.
"""
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from swift.common.ring import RingBuilder

STORES = ("account", "container", "object")

PROXY = """
[pipeline:main]
pipeline = catch_errors gatekeeper proxy-logging cache s3api tempauth copy slo dlo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
[filter:tempauth]
use = egg:swift#tempauth
user_site_learning = a-secret-of-the-site .admin
user_site_nobody = a-secret-of-nobody
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:proxy-logging]
use = egg:swift#proxy_logging
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""

folder = tempfile.mkdtemp(prefix="learning-swift-")
running = {}


def free_ports(count):
    held = []
    for _ in range(count):
        one = socket.socket()
        one.bind(("127.0.0.1", 0))
        held.append(one)
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def write(name, port, rest):
    with open(os.path.join(folder, name + ".conf"), "w") as conf:
        conf.write(f"[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {port}\nworkers = 0\nuser = {pwd.getpwuid(os.getuid()).pw_name}\nswift_dir = {folder}\n"
                   f"devices = {folder}/devices\nmount_check = false\ndisable_fallocate = true\nlog_address = {folder}/none\n{rest}")


def ring(name, port):
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1.0, "ip": "127.0.0.1", "port": port, "device": "disk"})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, name + ".ring.gz"))


def start(name):
    log = open(os.path.join(folder, name + ".log"), "ab")
    program = shutil.which(f"swift-{name}-server") or f"/usr/bin/swift-{name}-server"
    running[name] = subprocess.Popen([sys.executable, program, os.path.join(folder, name + ".conf"), "-v"], stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def end(name):
    process = running.pop(name, None)
    if process is not None:
        process.kill()
        process.wait()


def wait_for(name, port, path):
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5)
            return
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            if running[name].poll() is not None:
                with open(os.path.join(folder, name + ".log")) as log:
                    sys.exit(f"swift-{name}-server has ended: {log.read()[-2000:]}")
            time.sleep(0.05)


def answer(line, port):
    if line == "kill":
        end("proxy")
    elif line == "start":
        start("proxy")
        wait_for("proxy", port, "/")
    elif line == "freeze":
        running["proxy"].send_signal(signal.SIGSTOP)
    elif line == "thaw":
        running["proxy"].send_signal(signal.SIGCONT)
    else:
        sys.exit(f"What is {line}?")
    print("done", flush=True)


try:
    os.makedirs(os.path.join(folder, "devices", "disk"))
    with open(os.path.join(folder, "swift.conf"), "w") as conf:
        conf.write("[swift-hash]\nswift_hash_path_suffix = learning\n[storage-policy:0]\nname = one\ndefault = yes\n")
    ports = free_ports(4)
    for store, store_port in zip(STORES, ports):
        ring(store, store_port)
        write(store, store_port, f"[pipeline:main]\npipeline = {store}-server\n[app:{store}-server]\nuse = egg:swift#{store}\n")
        start(store)
    write("proxy", ports[3], PROXY)
    start("proxy")
    for store, store_port in zip(STORES, ports):
        wait_for(store, store_port, "/recon/none")
    wait_for("proxy", ports[3], "/")
    print(ports[3], flush=True)
    for command in sys.stdin:
        answer(command.strip(), ports[3])
finally:
    for one in list(running):
        end(one)
    shutil.rmtree(folder, ignore_errors=True)
