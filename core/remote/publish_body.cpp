// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/publish_body.h"

#include "hub/json_fields.h"
#include "remote/remote_address.h"
#include "sse/json_string.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fanlight::publish_body {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray stringOf(const QByteArray& text)
{
    return QByteArray::fromStdString(
        jsonString({text.constData(), static_cast<std::size_t>(text.size())}));
}

// One value, whatever it is: `1], "more": [2` is none.
bool isJsonValue(const QByteArray& data)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + data + ']', &error);
    return error.error == QJsonParseError::NoError && document.array().size() == 1;
}

// As the window has it: what begins with a quote is a text, too.
QByteArray dataOf(const PublishRequest& request)
{
    const bool isJson
        = !request.isText && !request.data.startsWith('"') && isJsonValue(request.data);
    return isJson ? request.data : stringOf(request.data);
}

class Members {
public:
    void add(const char* name, const QByteArray& json)
    {
        m_text += (m_text.isEmpty() ? "{\"" : ",\"") + QByteArray(name) + "\":" + json;
    }
    void addText(const char* name, const QString& text)
    {
        if (!text.isEmpty())
            add(name, stringOf(text.toUtf8()));
    }
    QByteArray text() const { return m_text + '}'; }

private:
    QByteArray m_text;
};

void addTargets(Members& members, const PublishRequest& request)
{
    if (request.kind != PublishKind::Named) {
        members.addText("authorId", request.authorId);
    } else if (request.broadcast) {
        members.add("broadcast", "true");
    } else {
        QByteArray list;
        for (const QString& user : request.userIds)
            list += (list.isEmpty() ? "" : ",") + stringOf(user.toUtf8());
        members.add("userIds", '[' + list + ']');
    }
}

void addBatch(Members& members, const BatchWish& batch)
{
    if (batch.windowMs < 0)
        return;
    if (batch.windowMs == 0)
        return members.add("batch", "false");
    const bool isHubs = batch.windowMs == BatchWish::HubsWindow;
    if (isHubs && batch.most == 0)
        return members.add("batch", "true");
    QJsonObject wish;
    if (!isHubs)
        wish["windowMs"_L1] = batch.windowMs;
    if (batch.most > 0)
        wish["max"_L1] = batch.most;
    members.add("batch", QJsonDocument(wish).toJson(QJsonDocument::Compact));
}

} // namespace

QByteArray of(const PublishRequest& request)
{
    Members members;
    addTargets(members, request);
    members.addText("type", request.type);
    members.addText("event", request.event);
    members.addText("id", request.id);
    members.addText("once", request.once);
    if (request.retryMs >= 0)
        members.add("retry", QByteArray::number(request.retryMs));
    addBatch(members, request.batch);
    members.add("receipt", "true");
    members.add("data", dataOf(request));
    return members.text();
}

QString pathOf(PublishKind kind)
{
    switch (kind) {
    case PublishKind::Fanout:
        return u"/api/fanout"_s;
    case PublishKind::Selective:
        return u"/api/selective"_s;
    case PublishKind::Named:
        break;
    }
    return u"/api/publish"_s;
}

QLatin1StringView nameOf(PublishKind kind)
{
    return kind == PublishKind::Fanout   ? "fanout"_L1
        : kind == PublishKind::Selective ? "selective"_L1
                                         : "named"_L1;
}

PublishResult resultOf(const QJsonObject& answer, const PublishRequest& request)
{
    PublishResult result;
    JsonFields fields(answer);
    fields.text("id"_L1, result.id);
    if (request.kind == PublishKind::Named) {
        fields.whole("channels"_L1, result.channels, 0, 1e9);
        result.audience = request.broadcast ? 0 : quint64(result.channels);
    } else {
        fields.whole(request.kind == PublishKind::Fanout ? "followers"_L1 : "interested"_L1,
            result.audience);
    }
    fields.whole("recipients"_L1, result.recipients);
    fields.whole("failedCount"_L1, result.failedCount);
    fields.flag("repeated"_L1, result.repeated);
    fields.text("warning"_L1, result.warning);
    fields.objects(
        "failed"_L1,
        [&result](const QJsonObject& one) {
            JsonFields of(one);
            QString user;
            QString error;
            of.text("userId"_L1, user);
            of.text("error"_L1, error);
            if (result.failure.isEmpty())
                result.failure = user % u": "_s % error;
            return of.isGood();
        },
        10'000);
    if (!fields.isGood() || !fields.has("recipients"_L1))
        result.error = RemoteText::tr("The hub answers what this version does not understand.");
    return result;
}

} // namespace fanlight::publish_body
