// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD

package fanlight

import (
	"bufio"
	"strconv"
	"strings"
	"time"
)

// The events of one connection, to its end.
func (s *Stream) read(body *bufio.Reader, alive func()) error {
	isKnown, event, id, data := s.Last != "", "message", s.Last, []string(nil)
	for {
		line, err := body.ReadString('\n')
		if err != nil {
			return nil // what does not end with an empty line is no event
		}
		alive()
		field, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		value = strings.TrimPrefix(value, " ")
		if field == "data" {
			data = append(data, value)
		} else if field == "event" {
			event = value
		} else if field == "id" {
			id = value
		} else if ms, err := strconv.Atoi(value); field == "retry" && err == nil {
			s.retry = time.Duration(ms) * time.Millisecond
		} else if strings.TrimSpace(line) == "" {
			if err := s.take(event, id, data, &isKnown); err != nil {
				return err
			}
			s.Last, event, data = id, "message", nil
		}
	}
}
