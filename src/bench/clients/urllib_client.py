"""Python's urllib: sends everything before it reads. Usage: URL CSV OUT"""

import os
import shutil
import sys
import urllib.request

url, csv, out = sys.argv[1:]
with open(csv, "rb") as body, open(out, "wb") as file:
    headers = {"Content-Type": "text/csv", "Content-Length": str(os.path.getsize(csv))}
    request = urllib.request.Request(url, data=body, headers=headers)
    with urllib.request.urlopen(request) as answer:
        shutil.copyfileobj(answer, file, 1 << 16)
