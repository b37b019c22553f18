// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/amqp_dead_place.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDeadlineTimer>

#include <algorithm>
#include <deque>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr amqp_channel_t AmqpPublishChannel = 1;
constexpr amqp_channel_t AmqpQuestionChannel = 2;
constexpr amqp_channel_t AmqpLookChannel = 3;
constexpr std::chrono::seconds AmqpQuiet{2}; // others took what was counted

timeval amqpTimeUntil(QDeadlineTimer deadline)
{
    const qint64 left = std::max<qint64>(0, deadline.remainingTime());
    return {static_cast<time_t>(left / 1000), static_cast<suseconds_t>(left % 1000 * 1000)};
}

} // namespace

QString AmqpDeadPlace::prepare()
{
    if (m_place.deadExchange.isEmpty()) {
        if (QString wrong = m_link.declare(AmqpQuestionChannel, m_place.deadQueue);
            !wrong.isEmpty())
            return wrong;
    }
    if (m_confirms)
        return {};
    if (QString wrong = m_link.openChannel(AmqpPublishChannel); !wrong.isEmpty())
        return wrong;
    amqp_confirm_select(m_link.state(), AmqpPublishChannel);
    QString wrong = m_link.judge(amqp_get_rpc_reply(m_link.state()), AmqpPublishChannel);
    m_confirms = wrong.isEmpty();
    return wrong;
}

QString AmqpDeadPlace::begin(const AmqpDelivery& delivery, const std::string& reason, int tries)
{
    AmqpDeadHead head(
        delivery, reason, tries, QDateTime::currentMSecsSinceEpoch(), m_place.queue.toStdString());
    const std::string exchange = m_place.deadExchange.toStdString();
    const std::string key = m_place.deadExchange.isEmpty() ? m_place.deadQueue.toStdString()
        : m_place.deadKey.isNull()                         ? delivery.routingKey
                                                           : m_place.deadKey.toStdString();
    amqp_basic_publish_t publish{};
    publish.exchange = amqpBytes(exchange);
    publish.routing_key = amqpBytes(key);
    publish.mandatory = 1; // comes back where no queue takes it
    int status
        = amqp_send_method(m_link.state(), AmqpPublishChannel, AMQP_BASIC_PUBLISH_METHOD, &publish);
    if (status != AMQP_STATUS_OK)
        return m_link.judge(status);
    amqp_frame_t frame{};
    frame.frame_type = AMQP_FRAME_HEADER;
    frame.channel = AmqpPublishChannel;
    frame.payload.properties.class_id = AMQP_BASIC_CLASS;
    frame.payload.properties.body_size = delivery.bodyBytes;
    frame.payload.properties.decoded = head.properties();
    status = amqp_send_frame(m_link.state(), &frame);
    m_unconfirmed.insert(++m_published);
    return m_link.judge(status);
}

QString AmqpDeadPlace::append(std::string_view piece)
{
    const std::size_t most = m_link.bodyFrameBytes();
    for (; !piece.empty(); piece.remove_prefix(std::min(most, piece.size()))) {
        amqp_frame_t frame{};
        frame.frame_type = AMQP_FRAME_BODY;
        frame.channel = AmqpPublishChannel;
        frame.payload.body_fragment = amqpBytes(piece.substr(0, most));
        if (const int status = amqp_send_frame(m_link.state(), &frame); status != AMQP_STATUS_OK)
            return m_link.judge(status);
    }
    return {};
}

QString AmqpDeadPlace::awaitConfirms()
{
    m_returned.clear();
    const QDeadlineTimer deadline(AmqpLink::ReplyPatience);
    while (!m_unconfirmed.empty()) {
        amqp_frame_t frame;
        if (QString wrong = nextFrame(&frame, deadline); !wrong.isEmpty())
            return m_isBlocked
                ? u"%1 takes no messages at present, it is short of memory or disk."_s.arg(
                    m_link.server())
                : wrong;
        QString wrong = confirm(frame);
        amqp_maybe_release_buffers_on_channel(m_link.state(), frame.channel);
        if (!wrong.isEmpty())
            return wrong;
    }
    return m_returned;
}

QString AmqpDeadPlace::confirm(const amqp_frame_t& frame)
{
    if (frame.frame_type != AMQP_FRAME_METHOD)
        return {}; // of one that came back
    const amqp_method_t& method = frame.payload.method;
    switch (method.id) {
    case AMQP_BASIC_ACK_METHOD: {
        const auto& ack = *static_cast<const amqp_basic_ack_t*>(method.decoded);
        const auto end = m_unconfirmed.upper_bound(ack.delivery_tag);
        m_unconfirmed.erase(
            ack.multiple ? m_unconfirmed.begin() : m_unconfirmed.lower_bound(ack.delivery_tag),
            end);
        return {};
    }
    case AMQP_BASIC_NACK_METHOD:
        return u"%1 did not take a message for the dead."_s.arg(m_link.server());
    case AMQP_BASIC_RETURN_METHOD: {
        const auto& back = *static_cast<const amqp_basic_return_t*>(method.decoded);
        m_returned = u"No queue takes the dead: the exchange “%1” has none for the key “%2”."_s.arg(
            QString::fromStdString(std::string(amqpText(back.exchange))),
            QString::fromStdString(std::string(amqpText(back.routing_key))));
        return {};
    }
    case AMQP_CONNECTION_BLOCKED_METHOD:
        m_isBlocked = true;
        return {};
    case AMQP_CONNECTION_UNBLOCKED_METHOD:
        m_isBlocked = false;
        return {};
    default:
        return m_link.endOf(frame);
    }
}

QString AmqpDeadPlace::nextFrame(amqp_frame_t* frame, QDeadlineTimer deadline)
{
    const timeval time = amqpTimeUntil(deadline);
    return m_link.judge(amqp_simple_wait_frame_noblock(m_link.state(), frame, &time));
}

template <class Visit> QString AmqpDeadPlace::lookThrough(std::size_t mostBody, Visit visit)
{
    if (m_place.deadQueue.isEmpty())
        return u"The queue of the dead is not known: name the one that “%1” fills with ?dead=."_s
            .arg(m_place.deadExchange);
    const AmqpLink::Count count = m_link.count(AmqpQuestionChannel, m_place.deadQueue);
    if (!count.isThere || count.messages == 0)
        return count.isThere ? count.error : QString();
    if (QString wrong = m_link.openChannel(AmqpLookChannel); !wrong.isEmpty())
        return wrong;
    // No more than this many come as long as none is acknowledged.
    const std::uint32_t most = std::min(count.messages, MostLookedThrough);
    amqp_basic_qos(m_link.state(), AmqpLookChannel, 0, std::uint16_t(most), 0);
    QString wrong = m_link.judge(amqp_get_rpc_reply(m_link.state()), AmqpLookChannel);
    if (!wrong.isEmpty())
        return wrong;
    const std::string queue = m_place.deadQueue.toStdString();
    amqp_basic_consume(m_link.state(), AmqpLookChannel, amqpBytes(queue), amqp_empty_bytes, 0, 0, 0,
        amqp_empty_table);
    wrong = m_link.judge(amqp_get_rpc_reply(m_link.state()), AmqpLookChannel);

    AmqpReader reader(mostBody);
    QCryptographicHash digest(QCryptographicHash::Sha256);
    for (std::uint32_t seen = 0; seen < most && wrong.isEmpty();) {
        amqp_frame_t frame;
        const timeval quiet = amqpTimeUntil(QDeadlineTimer(AmqpQuiet));
        const int status = amqp_simple_wait_frame_noblock(m_link.state(), &frame, &quiet);
        if (status == AMQP_STATUS_TIMEOUT)
            break;
        wrong = m_link.judge(status);
        if (!wrong.isEmpty())
            break;
        if (frame.frame_type == AMQP_FRAME_METHOD)
            wrong = m_link.endOf(frame);
        const AmqpReader::Step step
            = frame.channel == AmqpLookChannel ? reader.take(frame) : AmqpReader::Step::None;
        if (frame.channel == AmqpLookChannel && frame.frame_type == AMQP_FRAME_BODY)
            digest.addData(
                QByteArrayView(static_cast<const char*>(frame.payload.body_fragment.bytes),
                    qsizetype(frame.payload.body_fragment.len)));
        if (frame.frame_type == AMQP_FRAME_BODY || step == AmqpReader::Step::Message)
            amqp_maybe_release_buffers_on_channel(m_link.state(), frame.channel);
        if (step != AmqpReader::Step::Message)
            continue;
        ++seen;
        const std::uint64_t tag = reader.delivery().tag;
        const bool isWanted = visit(amqpDeadLetter(std::move(reader.delivery()), digest.result()));
        digest.reset();
        if (isWanted)
            wrong = m_link.judge(amqp_basic_ack(m_link.state(), AmqpLookChannel, tag, 0));
    }
    if (wrong.isEmpty())
        m_link.closeChannel(AmqpLookChannel); // what is not acknowledged goes back, in its order
    return wrong;
}

QString AmqpDeadPlace::list(std::vector<DeadLetter>* letters)
{
    std::deque<DeadLetter> newest;
    std::size_t bytes = 0;
    QString wrong = lookThrough(m_mostBody, [&](DeadLetter&& letter) {
        bytes += letter.content.body.size();
        newest.push_front(std::move(letter));
        while (newest.size() > Source::MostDeadListed
            || (bytes > MostListedBytes && newest.size() > 1)) {
            bytes -= newest.back().content.body.size();
            newest.pop_back();
        }
        return false;
    });
    letters->assign(std::make_move_iterator(newest.begin()), std::make_move_iterator(newest.end()));
    return wrong;
}

QString AmqpDeadPlace::remove(const std::string& handle)
{
    bool isFound = false;
    QString wrong = lookThrough(m_mostBody, [&](DeadLetter&& letter) {
        // All are read, else the library would keep what is still under way.
        return !isFound && (isFound = letter.handle == handle);
    });
    if (!wrong.isEmpty())
        return wrong;
    return isFound
        ? QString()
        : u"It is not in “%1” any more, or somebody else has it in hand."_s.arg(m_place.deadQueue);
}

} // namespace fanlight
