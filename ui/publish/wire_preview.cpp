// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/wire_preview.h"

#include <QByteArrayView>

namespace fanlight {

namespace {

void appendField(QByteArray& event, const char* name, QByteArrayView value)
{
    event.append(name).append(": ").append(value).append('\n');
}

// CR, LF and CRLF each end a line; a line end at the very end starts one more, empty line.
void appendData(QByteArray& event, QByteArrayView data)
{
    qsizetype from = 0;
    for (qsizetype i = 0; i < data.size(); ++i) {
        if (data[i] != '\n' && data[i] != '\r')
            continue;
        appendField(event, "data", data.sliced(from, i - from));
        if (data[i] == '\r' && i + 1 < data.size() && data[i + 1] == '\n')
            ++i;
        from = i + 1;
    }
    appendField(event, "data", data.sliced(from));
}

} // namespace

QByteArray ssePreview(const PublishRequest& request)
{
    QByteArray event;
    appendField(event, "id", request.id.isEmpty() ? QByteArray(UnassignedId) : request.id.toUtf8());
    if (!request.event.isEmpty())
        appendField(event, "event", request.event.toUtf8());
    if (request.retryMs >= 0)
        appendField(event, "retry", QByteArray::number(request.retryMs));
    appendData(event, request.data);
    return event;
}

} // namespace fanlight
