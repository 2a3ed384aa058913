module rowgate.dev/peer

go 1.22
