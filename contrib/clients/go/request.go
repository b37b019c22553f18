// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD

package fanlight

import (
	"context"
	"net/http"
)

// The next request; nothing while there is no token, since the app is away.
func (s *Stream) request(ctx context.Context) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL, nil)
	if err != nil {
		return nil, err
	}
	if s.bearer == "" && s.Token != nil {
		if s.bearer, err = s.Token(); err != nil {
			return nil, nil
		}
	}
	request.URL.RawQuery += "&gaps=1&heartbeat=event"
	if s.Last != "" {
		request.Header.Set("Last-Event-ID", s.Last)
	}
	if s.bearer != "" {
		request.Header.Set("Authorization", "Bearer "+s.bearer)
	}
	return request, nil
}
