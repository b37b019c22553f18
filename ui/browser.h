// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QUrl;

namespace fanlight::browser {

// Whether it is an address of the web: http or https, with a host. What a hub says of itself and of
// others is a stranger's, and could name a file or a program of this machine.
bool isWebAddress(const QUrl& url);
// Opens it in the user's browser; nothing where it is none.
void open(const QString& url);

} // namespace fanlight::browser
