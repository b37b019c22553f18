// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/follow_story.h"

#include "format.h"
#include "hub/message_filter.h"
#include "messages/delivery_view.h"
#include "sse/cursor.h"
#include "sse/event_id.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

using Tone = FollowStep::Tone;
constexpr double NsPerMs = 1e6;

const ConnectionRow* find(const std::vector<ConnectionRow>& rows, quint64 id)
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [id](const ConnectionRow& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

// Whether an event id stands before another; what is not of the hub's form is not known to. In a
// cluster an event to a user tells of both channels of a stream, one to everyone of its own.
bool isBefore(const QString& id, const QString& other)
{
    if (const auto stream = Cursor::parse(id.toStdString())) {
        const auto own = Cursor::parse(other.toStdString());
        const auto everyones = EventId::parse(other.toStdString());
        return own ? stream->own < own->own : everyones && stream->everyone < *everyones;
    }
    const auto a = EventId::parse(id.toStdString());
    const auto b = EventId::parse(other.toStdString());
    return a && b && *a < *b;
}

// The stream of the same user that came back first behind this one.
const ConnectionRow* successor(const FollowedMessage& followed, const ConnectionRow& gone)
{
    const ConnectionRow* next = nullptr;
    for (const auto* rows : {&followed.live, &followed.closed}) {
        for (const ConnectionRow& row : *rows) {
            if (row.id != gone.id && row.userId == gone.userId && !row.lastEventId.isEmpty()
                && row.connectedAtMs >= gone.closedAtMs
                && (!next || row.connectedAtMs < next->connectedAtMs))
                next = &row;
        }
    }
    return next;
}

// The way, put together.
class Teller {
public:
    explicit Teller(const FollowedMessage& followed)
        : m_followed(followed)
    {
    }

    std::vector<FollowStep> tell()
    {
        if (!m_followed.message) {
            if (m_followed.receipt)
                tellOfReceiptAlone();
            return std::move(m_steps);
        }
        tellOfPublish();
        tellOfHistory();
        tellOfRedis();
        tellOfInstances();
        return std::move(m_steps);
    }

private:
    const MessageRecord& message() const { return *m_followed.message; }

    void add(Tone tone, int level, const QString& title, const QString& text,
        const QString& after = format::Dash, qint64 atMs = 0)
    {
        m_steps.push_back({atMs, tone, level, title, text, after, {}});
    }

    // A step of the message itself; `missing`: why it has no time.
    void addTimed(Tone tone, const QString& title, const QString& text, std::uint64_t afterNs,
        const QString& how, const QString& missing)
    {
        add(tone, 0, title, text, FollowStory::millisecondsText(afterNs));
        m_steps.back().how = afterNs != 0 ? how : missing;
    }

    bool isOnRedis() const { return m_followed.broker.kind == "redis"_L1; }

    // Of what Redis keeps and passes on, in one go.
    QString storedHow() const
    {
        return isOnRedis()
            ? FollowStory::tr("Until Redis answered that it keeps it and has published it; the "
                              "message itself may come back before that.")
            : FollowStory::tr("Until it stood in the memory of this hub.");
    }
    QString storedMissing() const
    {
        return message().source == MessageSource::Redis
            ? FollowStory::tr("Not timed: it was not published over this instance.")
            : FollowStory::tr("Not timed: Redis has not answered.");
    }

    static QString where(const MessageRecord& message)
    {
        if (message.source == MessageSource::Window)
            return FollowStory::tr("by hand in this window");
        if (message.source == MessageSource::Demo)
            return FollowStory::tr("by the demo of this window");
        if (message.source == MessageSource::Redis)
            return FollowStory::tr("in Redis, not over this hub's API");
        if (message.source == MessageSource::Queue)
            return FollowStory::tr("by a source, which took it from its queue");
        switch (message.kind) {
        case PublishKind::Fanout:
            return u"POST /api/fanout"_s;
        case PublishKind::Selective:
            return u"POST /api/selective"_s;
        case PublishKind::Named:
            break;
        }
        return u"POST /api/publish"_s;
    }

    void tellOfPublish()
    {
        QStringList facts{where(message()), format::bytes(double(message().dataBytes()))};
        if (!message().frame->type().empty())
            facts << FollowStory::tr("type %1").arg(QString::fromUtf8(message().frame->type()));
        if (message().batch.windowMs > 0)
            facts << FollowStory::tr("batch: %1").arg(DeliveryView::batchText(message().batch));
        add(Tone::Done, 0, FollowStory::tr("Published"), facts.join(u", "_s), u"0.00"_s,
            message().timeMs);
    }

    QString user() const
    {
        return message().broadcast ? QString() : QString::fromUtf8(message().userId);
    }

    void tellOfHistory()
    {
        using History = FollowedMessage::History;
        const QString name = isOnRedis() ? FollowStory::tr("in a stream of Redis")
                                         : FollowStory::tr("in the memory of this hub");
        switch (m_followed.history) {
        case History::Kept:
            return addTimed(Tone::Done, FollowStory::tr("In history"),
                FollowStory::tr("%1; who comes back is sent it", "where").arg(name),
                message().steps.storedNs, storedHow(), storedMissing());
        case History::NotKept:
            return addTimed(Tone::Waits, FollowStory::tr("No longer in history"),
                FollowStory::tr("who comes back is not sent it any more"), message().steps.storedNs,
                storedHow(), storedMissing());
        case History::Off:
            return add(Tone::Waits, 0, FollowStory::tr("Not in history"),
                FollowStory::tr("history is switched off"));
        case History::NotAsked:
            return add(Tone::Waits, 0, FollowStory::tr("In history"),
                FollowStory::tr("it is not known whether it is"));
        }
    }

    void tellOfRedis()
    {
        if (!isOnRedis())
            return;
        QString text = message().users > 1 && !message().broadcast
            ? FollowStory::tr("%1 channel(s)", nullptr, format::plural(double(message().users)))
                  .arg(format::count(double(message().users)))
            : m_followed.channelPrefix + user();
        if (message().broadcast && text.endsWith(u':'))
            text.chop(1);
        if (m_followed.receipt && m_followed.receipt->total.handed > 0) {
            const auto handed = double(m_followed.receipt->total.handed);
            text = FollowStory::tr(
                "%1; handed to %2 subscriber(s)", "a channel", format::plural(handed))
                       .arg(text, format::count(handed));
        }
        addTimed(Tone::Done, FollowStory::tr("On Redis"), text, message().steps.storedNs,
            storedHow(), storedMissing());
    }

    void tellOfInstances()
    {
        bool isTold = false; // of this one
        if (m_followed.receipt) {
            for (const ReceiptSnapshot::Part& part : m_followed.receipt->parts) {
                tellOfInstance(part.instance, double(part.figures.recipients), part.isThis);
                if (part.isThis) {
                    isTold = true;
                    tellOfClients();
                }
            }
        }
        if (!isTold) {
            tellOfInstance(m_followed.instance,
                message().figures.isKnown ? double(message().figures.recipients) : Unknown, true);
            tellOfClients();
        }
        tellOfOthersWhoCame();
    }

    void tellOfInstance(const QString& name, double recipients, bool isThis)
    {
        const bool isNobody = recipients == 0;
        addTimed(isNobody ? Tone::Waits : Tone::Done,
            FollowStory::tr("%1 received it", "an instance").arg(name),
            isNobody ? FollowStory::tr("nobody there was to be sent it")
                     : FollowStory::tr("for %1 client(s)", nullptr, format::plural(recipients))
                           .arg(format::count(recipients)),
            isThis && m_followed.message ? message().steps.receivedNs : 0, receivedHow(),
            receivedMissing(isThis));
    }

    QString receivedHow() const
    {
        if (!isOnRedis())
            return FollowStory::tr("Until this hub had it for its streams.");
        return message().source == MessageSource::Redis
            ? FollowStory::tr("Until it came out of Redis, by the clock of whoever published it.")
            : FollowStory::tr("Until it came back out of Redis.");
    }

    QString receivedMissing(bool isThis) const
    {
        if (!isThis)
            return FollowStory::tr("Not timed: another instance tells only of its clients.");
        if (!m_followed.message)
            return FollowStory::tr("No longer known: the message is not kept any more.");
        return message().source == MessageSource::Redis
            ? FollowStory::tr("Not timed: the message does not say when it was published, or the "
                              "clock of whoever published it differs too much.")
            : FollowStory::tr("Not timed: no stream of this instance was there for it.");
    }

    void tellOfClients()
    {
        for (const MessageTrace::Client& client : m_followed.trace.clients)
            tellOfClient(client);
        if (!message().figures.isKnown)
            return;
        const std::uint64_t all = message().figures.recipients;
        const std::size_t told = m_followed.trace.clients.size();
        if (all <= told)
            return;
        const auto more = double(all - told);
        add(Tone::Done, 1,
            told > 0 ? FollowStory::tr("%1 more client(s)", nullptr, format::plural(more))
                           .arg(format::count(more))
                     : FollowStory::tr("%1 client(s)", nullptr, format::plural(more))
                           .arg(format::count(more)),
            told > 0 ? FollowStory::tr("the first %1 are told of one by one")
                           .arg(format::count(double(told)))
                     : FollowStory::tr(
                         "they are not told of one by one: it was not traced, or too long ago"));
    }

    void tellOfClient(const MessageTrace::Client& client)
    {
        const ConnectionRow* closed = find(m_followed.closed, client.connection);
        const ConnectionRow* row = closed ? closed : find(m_followed.live, client.connection);
        const QString id = connectionIdText(client.connection);
        const QString agent = row ? FollowStory::clientName(row->userAgent) : QString();
        const QString name
            = agent.isEmpty() ? id : FollowStory::tr("%1 (%2)", "a client").arg(id, agent);
        const QString written = FollowStory::millisecondsText(client.writtenNs);
        const QString acknowledged = FollowStory::millisecondsText(client.acknowledgedNs);
        QString text;
        Tone tone = Tone::Done;
        if (client.isAcknowledged) {
            text = FollowStory::tr("written, acknowledged");
        } else if (closed) {
            tone = Tone::Trouble;
            text = FollowStory::tr("written; it went at %1, no acknowledgement was seen")
                       .arg(format::clock(closed->closedAtMs));
        } else if (message().receipt == 0) {
            text = FollowStory::tr("written; of messages without a receipt a sample is timed");
        } else {
            tone = Tone::Waits;
            text = FollowStory::tr("written, not acknowledged yet");
        }
        const QString both = FollowStory::tr("%1 · %2", "written, acknowledged: milliseconds")
                                 .arg(written, acknowledged);
        if (client.batch) {
            add(Tone::Waits, 1, name,
                FollowStory::tr("held, and sent in a batch of %1")
                    .arg(format::count(double(client.events))),
                written);
            add(tone, 2, text,
                FollowStory::tr("one event of %1")
                    .arg(format::bytes(double(client.batch->plain().size()))),
                both);
        } else {
            add(tone, 1, name, text, both);
        }
        if (closed && !client.isAcknowledged) {
            if (const ConnectionRow* next = successor(m_followed, *closed))
                tellOfReturn(*next);
        }
    }

    void tellOfReturn(const ConnectionRow& row)
    {
        const auto replayed = double(row.replayed);
        const QString text = FollowStory::tr(
            "Last-Event-ID %1: %2 event(s) replayed", nullptr, format::plural(replayed))
                                 .arg(row.lastEventId, format::count(replayed));
        const qint64 afterMs = row.connectedAtMs - message().timeMs;
        add(row.replayed > 0 ? Tone::Done : Tone::Trouble, 2,
            FollowStory::tr("came back as %1").arg(connectionIdText(row.id)), text,
            afterMs >= 0 ? format::milliseconds(double(afterMs)) : QString(format::Dash),
            row.connectedAtMs);
    }

    // Of a message to one user: streams that were not there, and came with an older id.
    void tellOfOthersWhoCame()
    {
        if (message().broadcast || message().users != 1)
            return;
        for (const auto* rows : {&m_followed.live, &m_followed.closed}) {
            for (const ConnectionRow& row : *rows) {
                const bool isTraced
                    = std::any_of(m_followed.trace.clients.begin(), m_followed.trace.clients.end(),
                        [&row](const auto& client) { return client.connection == row.id; });
                const QString title
                    = FollowStory::tr("came back as %1").arg(connectionIdText(row.id));
                const bool isTold = std::any_of(m_steps.begin(), m_steps.end(),
                    [&title](const FollowStep& step) { return step.title == title; });
                if (!isTraced && !isTold && row.userId == user() && row.replayed > 0
                    && row.connectedAtMs >= message().timeMs
                    && isBefore(row.lastEventId, m_followed.id))
                    tellOfReturn(row);
            }
        }
    }

    void tellOfReceiptAlone()
    {
        add(Tone::Done, 0, FollowStory::tr("Published"),
            FollowStory::tr("the message is no longer kept; its receipt is"), u"0.00"_s,
            m_followed.receipt->publishedAtMs);
        for (const ReceiptSnapshot::Part& part : m_followed.receipt->parts)
            tellOfInstance(part.instance, double(part.figures.recipients), part.isThis);
    }

    const FollowedMessage& m_followed;
    std::vector<FollowStep> m_steps;
};

} // namespace

std::vector<FollowStep> FollowStory::steps(const FollowedMessage& followed)
{
    return Teller(followed).tell();
}

int FollowStory::cameBack(const FollowedMessage& followed)
{
    int count = 0;
    for (const MessageTrace::Client& client : followed.trace.clients) {
        const ConnectionRow* closed = find(followed.closed, client.connection);
        const ConnectionRow* next
            = closed && !client.isAcknowledged ? successor(followed, *closed) : nullptr;
        count += next && next->replayed > 0 ? 1 : 0;
    }
    return count;
}

QString FollowStory::title(const FollowedMessage& followed)
{
    if (!followed.message)
        return followed.id;
    const std::string_view type = followed.message->frame->type();
    return tr("%1 to %2", "a type, whom")
        .arg(
            type.empty() ? tr("message") : QString::fromUtf8(type), channelText(*followed.message));
}

// What a browser calls itself has the names of others in it; the most particular one counts.
QString FollowStory::clientName(const QString& userAgent)
{
    static const std::array Browsers{std::pair("Edg/"_L1, "Edge"_L1),
        std::pair("OPR/"_L1, "Opera"_L1), std::pair("Firefox/"_L1, "Firefox"_L1),
        std::pair("Chrome/"_L1, "Chrome"_L1), std::pair("Safari/"_L1, "Safari"_L1)};
    for (const auto& [mark, name] : Browsers) {
        if (userAgent.contains(mark))
            return name;
    }
    constexpr qsizetype MostCharacters = 24;
    return userAgent.section(u'/', 0, 0).section(u' ', 0, 0).left(MostCharacters);
}

QString FollowStory::millisecondsText(std::uint64_t ns)
{
    return ns == 0 ? QString(format::Dash) : format::milliseconds(double(ns) / NsPerMs);
}

} // namespace fanlight
