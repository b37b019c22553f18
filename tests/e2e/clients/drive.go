// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later

// drive STREAM APP: what contrib/clients/go reads, as a line of JSON each.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	fanlight "fanlight.invalid/client"
)

func ask(path string, answer any) error {
	response, err := http.Get(os.Args[2] + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	return json.NewDecoder(response.Body).Decode(answer)
}

func tell(what map[string]any) {
	line, _ := json.Marshal(what)
	fmt.Println(string(line))
}

func take(event string, data json.RawMessage, id string) error {
	if !strings.HasPrefix(event, "fanlight-") {
		tell(map[string]any{"show": data, "event": event, "id": id})
		return nil
	}
	var state struct{ UpTo int }
	err := ask("/state", &state)
	tell(map[string]any{"reload": event, "upTo": state.UpTo})
	return err
}

func main() {
	token := func() (string, error) {
		var answer struct{ Token string }
		err := ask("/token", &answer)
		return answer.Token, err
	}
	stream := fanlight.Stream{URL: os.Args[1], Token: token, Take: take, Silence: 3 * time.Second}
	code := 0
	if err := stream.Listen(context.Background()); err != nil {
		code, _ = strconv.Atoi(strings.Split(err.Error(), " ")[0])
	}
	tell(map[string]any{"over": code})
}
