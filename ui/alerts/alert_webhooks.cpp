// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_webhooks.h"

#include "alerts/webhook_book.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString isoTime(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString wordOf(AlertWebhooks::State state)
{
    switch (state) {
    case AlertWebhooks::State::Firing:
        return u"firing"_s;
    case AlertWebhooks::State::Resolved:
        return u"resolved"_s;
    case AlertWebhooks::State::Test:
        break;
    }
    return u"test"_s;
}

} // namespace

AlertWebhooks::AlertWebhooks(AlertBook& book, QObject* parent)
    : QObject(parent)
    , m_book(book)
{
    connect(&book, &AlertBook::fired, this,
        [this](const AlertBook::Event& event) { tell(event, State::Firing); });
    connect(&book, &AlertBook::settled, this,
        [this](const AlertBook::Event& event) { tell(event, State::Resolved); });
    connect(&book, &AlertBook::withdrawn, this, [this](const QString& hub, const QString& rule) {
        const auto told = m_firing.find({hub, rule});
        if (told == m_firing.end())
            return;
        AlertBook::Event event = told->second.event;
        event.timeMs = QDateTime::currentMSecsSinceEpoch();
        event.value = Unknown;
        tell(event, State::Resolved);
    });
    connect(&m_sender, &WebhookSender::problemsChanged, this,
        [this] { Q_EMIT problemsChanged(m_sender.problems()); });
}

QByteArray AlertWebhooks::bodyOf(const AlertBook::Event& event, State state)
{
    const QString hub = event.hub.name.isEmpty() ? QSysInfo::machineHostName() : event.hub.name;
    const qint64 sinceMs = event.firedAtMs > 0 ? event.firedAtMs : event.timeMs;
    const QJsonObject object{{u"state"_s, wordOf(state)}, {u"rule"_s, event.rule.text()},
        {u"name"_s, event.rule.name}, {u"severity"_s, alertSeverityWord(event.rule.severity)},
        {u"hub"_s, hub}, {u"figure"_s, event.rule.figure->name},
        {u"value"_s, isKnown(event.value) ? QJsonValue(event.value) : QJsonValue()},
        {u"since"_s, isoTime(sinceMs)}, {u"time"_s, isoTime(event.timeMs)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void AlertWebhooks::tell(const AlertBook::Event& event, State state)
{
    const std::pair key{event.hub.key, event.rule.id};
    QUrl url;
    if (state == State::Firing) {
        m_book.webhooks().reload();
        url = m_book.webhooks().urlFor(event.rule.id);
        if (url.isValid())
            m_firing.insert_or_assign(key, Told{event, url});
    } else if (const auto told = m_firing.find(key); told != m_firing.end()) {
        url = told->second.url;
        m_firing.erase(told);
    }
    if (url.isValid())
        m_sender.send({url, bodyOf(event, state), event.hub.key + u'\n' + event.rule.id});
}

} // namespace fanlight
