// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/wire_preview.h"

#include "sse/frame.h"

namespace fanlight {

QByteArray ssePreview(const PublishRequest& request)
{
    const std::string id = request.id.isEmpty() ? std::string(UnassignedId) : request.id.toStdString();
    const std::string event = request.event.toStdString();
    const EventFields fields{id, event,
        {request.data.constData(), static_cast<std::size_t>(request.data.size())}, request.retryMs};
    std::string text = Frame::encode(fields);
    text.pop_back(); // the empty line that ends the event
    return QByteArray::fromStdString(text);
}

} // namespace fanlight
