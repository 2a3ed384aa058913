"""Python's requests: sends everything before it reads. Usage: URL CSV OUT"""

import sys

import requests

url, csv, out = sys.argv[1:]
with open(csv, "rb") as body, open(out, "wb") as file:
    with requests.post(url, data=body, headers={"Content-Type": "text/csv"}, stream=True) as answer:
        answer.raise_for_status()
        for piece in answer.iter_content(1 << 16):
            file.write(piece)
