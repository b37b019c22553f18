// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/wire_preview.h"

#include "broker/fan_payload.h"
#include "delivery/publish_parser.h"
#include "sse/frame.h"

#include <QCoreApplication>

namespace fanlight {

QString unassignedId()
{
    return QCoreApplication::translate("fanlight::WirePreview", "assigned by the hub");
}

QByteArray ssePreview(const PublishRequest& request, TypeAs typeAs)
{
    const std::string id
        = request.id.isEmpty() ? unassignedId().toStdString() : request.id.toStdString();
    TypeReader reader;
    ParsedPublish publish;
    publish.data = request.data.toStdString();
    const TypeReader::Seen seen = reader.look(publish.data);
    publish.isJson = seen.isJson;
    publish.type = request.type.isEmpty() ? std::string(reader.typeOf(publish.data))
                                          : request.type.toStdString();
    publish.event = request.event.toStdString();
    putTypeOnWire(publish, typeAs, seen.hasType);
    const EventFields fields{id, publish.event, publish.data, request.retryMs};
    std::string text = Frame::encode(fields);
    text.pop_back(); // the empty line that ends the event
    return QByteArray::fromStdString(text);
}

} // namespace fanlight
