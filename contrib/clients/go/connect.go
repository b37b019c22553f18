// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD

package fanlight

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// One connection, from its request to its end. An error ends all. isNew: the token before was refused.
func (s *Stream) connect(parent context.Context, isNew bool) error {
	ctx, cut := context.WithCancel(parent)
	defer cut()
	silence := time.AfterFunc(s.Silence, cut)
	defer silence.Stop()
	request, err := s.request(ctx)
	if err != nil || request == nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil // the hub is away
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusOK {
		return s.read(bufio.NewReader(answer.Body), func() { silence.Reset(s.Silence) })
	} else if answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests {
		return nil
	} else if answer.StatusCode == http.StatusUnauthorized && s.Token != nil && !isNew {
		s.bearer, s.failures = "", 0
		return s.connect(parent, true) // it ran out: at once, with another
	}
	text, _ := io.ReadAll(answer.Body)
	return fmt.Errorf("%s %s", answer.Status, text)
}
