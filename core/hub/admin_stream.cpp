// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_stream.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

FramePtr adminEvent(const QJsonObject& object, const char* name, const std::string& id)
{
    const QByteArray data = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return Frame::notice({.id = id,
        .event = name,
        .data = std::string_view(data.constData(), std::size_t(data.size())),
        .isJson = true});
}

} // namespace

std::optional<AdminStream::Event> AdminStream::next(
    AdminFacts& facts, const std::string& epoch, quint64& nextRid)
{
    if (isSnapshotDue)
        told.forgetRows();
    facts.hub.insert("role"_L1, QString::fromLatin1(roleName(role)));
    for (int shrunk = 1;; shrunk *= 2) {
        AdminTold after = told;
        QJsonObject news = after.next(facts, own, wish, shrunk);
        if (news.isEmpty() && !isSnapshotDue)
            return std::nullopt;
        news.insert("rid"_L1, qint64(nextRid));
        if (isSnapshotDue) {
            news.insert("stream"_L1, QString::fromStdString(id));
            news.insert("epoch"_L1, QString::fromStdString(epoch));
        }
        FramePtr frame = adminEvent(
            news, isSnapshotDue ? "snapshot" : "delta", epoch + '-' + std::to_string(nextRid));
        if (frame->plain().size() > MostBytes && shrunk < MostShrunk)
            continue;
        told = std::move(after);
        own.tapped = {};
        own.tapError.clear();
        own.lookError.clear();
        isSnapshotDue = false;
        Event event{nextRid++, std::move(frame)};
        kept.push_back(event);
        std::size_t bytes = 0;
        for (const Event& one : kept)
            bytes += one.frame->allocatedBytes();
        while (kept.size() > MostKept || (bytes > MostKeptBytes && kept.size() > 1)) {
            bytes -= kept.front().frame->allocatedBytes();
            kept.pop_front();
        }
        return event;
    }
}

bool AdminStream::canResume(quint64 rid) const
{
    // What it has been told is the last of these, or one in front of it that is still there.
    return std::any_of(
        kept.begin(), kept.end(), [rid](const Event& event) { return event.rid == rid; });
}

} // namespace fanlight
