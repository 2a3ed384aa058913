// A peer for the side-by-side runs: the service that a Go programmer would write for the job, with
// the standard library alone. POST /transform takes CSV with the columns name and age, and gives
// typed rows as NDJSON, a line for each rejected record, and a summary at the end.
//
// It reads and writes at the same time (EnableFullDuplex): without that, Go's server stops reading
// the body at the first write, and rows are lost.
//
// Usage: peer [PORT]
package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
)

type row struct {
	Name string `json:"name"`
	Age  uint32 `json:"age"`
}

type rejected struct {
	Record  int64  `json:"record"`
	Line    int    `json:"line"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

type summary struct {
	Complete     bool  `json:"complete"`
	RecordsRead  int64 `json:"recordsRead"`
	RowsWritten  int64 `json:"rowsWritten"`
	RowsRejected int64 `json:"rowsRejected"`
}

// copyBytes gives back what it is sent: what the protocol and the kernel take for the same bytes.
func copyBytes(w http.ResponseWriter, r *http.Request) {
	http.NewResponseController(w).EnableFullDuplex()
	io.CopyBuffer(w, r.Body, make([]byte, 64<<10))
}

func transform(w http.ResponseWriter, r *http.Request) {
	if err := http.NewResponseController(w).EnableFullDuplex(); err != nil && r.ProtoMajor == 1 {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	in := csv.NewReader(bufio.NewReaderSize(r.Body, 64<<10))
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	header, err := in.Read()
	if err != nil || len(header) != 2 || header[0] != "name" || header[1] != "age" {
		http.Error(w, "the header must be name,age", http.StatusUnprocessableEntity)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := bufio.NewWriterSize(w, 64<<10)
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	var counts summary
	reject := func(code string, err error) {
		line, _ := in.FieldPos(0)
		counts.RowsRejected++
		lines.Encode(map[string]rejected{"_error": {counts.RecordsRead, line, code, err.Error()}})
	}
	var one row
	for {
		cells, err := in.Read()
		if err == io.EOF {
			counts.Complete = true
			break
		}
		counts.RecordsRead++
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			counts.RowsRejected++
			lines.Encode(map[string]rejected{"_error": {counts.RecordsRead, bad.StartLine, "quote", bad.Error()}})
			continue
		}
		if err != nil {
			break
		}
		if len(cells) != 2 {
			reject("cells", errors.New("a record has two cells"))
			continue
		}
		age, err := strconv.ParseUint(cells[1], 10, 32)
		if err != nil {
			reject("type", err)
			continue
		}
		one.Name, one.Age = cells[0], uint32(age)
		counts.RowsWritten++
		if err := lines.Encode(&one); err != nil {
			panic(http.ErrAbortHandler)
		}
	}
	lines.Encode(map[string]summary{"_summary": counts})
	if err := out.Flush(); err != nil || !counts.Complete {
		panic(http.ErrAbortHandler)
	}
}

func main() {
	port := "18081"
	if len(os.Args) > 1 {
		port = os.Args[1]
	}
	http.HandleFunc("POST /transform", transform)
	http.HandleFunc("POST /copy", copyBytes)
	http.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "ok\n") })
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))
}
