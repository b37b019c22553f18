// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_actions.h"

#include "curl_line.h"
#include "format.h"
#include "hub/message_filter.h"
#include "messages/message_request.h"
#include "redis_line.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

MessageActions::MessageActions(const HubPort& hub, Current current, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_current(std::move(current))
    , m_replay(new QAction(tr("Replay from here…"), this))
{
    m_sends << make(tr("Send again"), Qt::CTRL | Qt::Key_Return, &MessageActions::sendOnce)
            << make(tr("Use as template"), Qt::CTRL | Qt::SHIFT | Qt::Key_Return,
                   &MessageActions::loadAsTemplate);
    m_follow = make(tr("Follow"), Qt::CTRL | Qt::Key_L, &MessageActions::followOne);
    m_sends[0]->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    m_copies << make(tr("Copy data"), Qt::CTRL | Qt::Key_D, &MessageActions::copyData)
             << make(tr("Copy id"), Qt::CTRL | Qt::Key_I, &MessageActions::copyId)
             << make(tr("Copy as curl"), Qt::CTRL | Qt::Key_U, &MessageActions::copyCurl)
             << make(tr("Copy as redis-cli"), Qt::CTRL | Qt::SHIFT | Qt::Key_K,
                    &MessageActions::copyRedisCli)
             << make(
                    tr("Copy as ioredis line"), Qt::CTRL | Qt::Key_J, &MessageActions::copyIoredis);
    connect(m_replay, &QAction::triggered, this, &MessageActions::replayRequested);
}

QAction* MessageActions::make(const QString& text, const QKeySequence& key, Deed deed)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setAutoRepeat(false); // a key held down must not flood the clients
    connect(action, &QAction::triggered, this, [this, deed] {
        if (const auto message = m_current())
            (this->*deed)(*message);
    });
    return action;
}

void MessageActions::sendOnce(const MessageRecord& message)
{
    Q_EMIT sendAgain(requestOf(message));
}

void MessageActions::loadAsTemplate(const MessageRecord& message)
{
    Q_EMIT useAsTemplate(requestOf(message));
    if (message.users > 1 && message.kind == PublishKind::Named)
        Q_EMIT lastAction(tr("loaded for the first of %1 user(s); the others are not kept", nullptr,
            format::plural(double(message.users)))
                              .arg(format::count(double(message.users))));
}

void MessageActions::followOne(const MessageRecord& message)
{
    Q_EMIT followRequested(message);
}

void MessageActions::copied(const QString& text, const QString& what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT lastAction(tr("copied the %1").arg(what));
}

void MessageActions::copyData(const MessageRecord& message)
{
    copied(dataText(*message.frame), tr("data"));
}

void MessageActions::copyId(const MessageRecord& message)
{
    const std::string_view id = message.frame->id();
    copied(QString::fromUtf8(id.data(), qsizetype(id.size())), tr("id"));
}

void MessageActions::copyCurl(const MessageRecord& message)
{
    const bool needsToken = rolesNeedToken(m_hub);
    copied(curlPublish(m_hub.status(), requestOf(message), needsToken), tr("curl command"));
}

void MessageActions::copyRedisCli(const MessageRecord& message)
{
    // redis-cli knows no Sentinel; the password stays out of the clipboard (REDISCLI_AUTH).
    const QString url = m_hub.status().broker.url;
    const bool known = url.startsWith(u"redis://"_s) || url.startsWith(u"rediss://"_s);
    copied(
        redisCliPublish(known ? url : QString(), m_hub.options().channelPrefix, requestOf(message)),
        tr("redis-cli command"));
}

void MessageActions::copyIoredis(const MessageRecord& message)
{
    copied(ioredisPublish(m_hub.options().channelPrefix, requestOf(message)), tr("ioredis line"));
}

void MessageActions::setSendsOffered(bool offered)
{
    for (QAction* action : std::as_const(m_sends))
        action->setVisible(offered); // it takes no key either then
}

void MessageActions::update(const QString& nothing)
{
    const auto message = m_current();
    const auto enable = [&](QAction* action, const QString& problem, const QString& meaning) {
        const QString reason = message ? problem : nothing;
        action->setEnabled(reason.isEmpty());
        const QString text = reason.isEmpty() ? meaning : reason;
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(key.isEmpty() ? text : QString(text + u" ("_s + key + u')'));
    };
    const QString data = message && message->bytesElsewhere
        ? tr("Its data has not come from the hub yet.")
        : QString();
    const QString resend = message && data.isEmpty() ? resendProblem(*message) : data;
    const QString line = !resend.isEmpty() ? resend
        : message                          ? redisLineProblem(requestOf(*message))
                                           : QString();
    const QString missing = m_hub.missing(HubPort::Ability::Publish);
    const QString listening = !m_hub.isListening() ? tr("The hub is not listening.")
        : missing.isEmpty()                        ? resend
                                                   : missing;
    enable(m_sends[0], listening, tr("Publishes the same to the same audience, under a new id."));
    enable(m_sends[1], data, tr("Loads it into the editor of the Publish page."));
    enable(m_copies[0], data, tr("Copies the data as it is."));
    enable(m_copies[1], {}, tr("Copies the event id."));
    enable(m_copies[2], resend, tr("Copies a command that publishes the same."));
    enable(m_copies[3], line, tr("Copies a command that publishes the data straight to Redis."));
    enable(m_copies[4], line,
        tr("Copies a line of JavaScript that publishes the data straight to Redis."));
    enable(m_follow, {}, tr("Shows its way through history, Redis and batches to each client."));
    enable(
        m_replay, {}, tr("Shows what a client would be sent that has this event and comes back."));
}

} // namespace fanlight
