// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/publish_mode.h"

#include <QJsonObject>
#include <QString>

namespace fanlight {

// What stands in the form of the Publish page, whether or not it can be sent. A plain value.
struct PublishDraft {
    PublishMode mode = PublishMode::Broadcast;
    QString user, users, author, among, type, event, id, once;
    bool isBatched = false; // of the other modes
    int batchCount = DefaultBatchCount;
    int windowMs = 100;
    int most = 100; // notifications of one event
    QString payload;
    bool isPlainText = false;

    bool operator==(const PublishDraft&) const = default;
};

QJsonObject draftToJson(const PublishDraft& draft);
PublishDraft draftFromJson(const QJsonObject& object); // what is not given has its default

} // namespace fanlight
