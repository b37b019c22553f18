// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace fanlight {

// An address as it is typed: without a scheme it gets http for loopback, https for the rest. Not
// valid when it is none; then `problem` says what is wrong.
QUrl hubUrlFromText(const QString& text, QString* problem);
// "https://App.example:443/x" -> "https://app.example"; empty when it is no http or https address.
QString originOf(const QUrl& url);

} // namespace fanlight
