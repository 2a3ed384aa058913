"""Mounts a file system over a directory, of which no call ever returns, until stdin ends.

Usage: stalled-mount.py DIRECTORY      (as root, with /dev/fuse; exits with 77 where it can't be)
"""
import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
target = sys.argv[1].encode()
try:
    fuse = os.open("/dev/fuse", os.O_RDWR)
except OSError:
    sys.exit(77)
options = f"fd={fuse},rootmode=40000,user_id=0,group_id=0".encode()
if libc.mount(b"stalled", target, b"fuse", 0, options) != 0:
    sys.exit(77)
print("mounted", flush=True)
sys.stdin.read()
MNT_DETACH = 2
libc.umount2(target, MNT_DETACH)
