// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_streams.h"

#include "http/response.h"
#include "hub/hub_access.h"
#include "hub/log.h"
#include "hub/message_log.h"
#include "hub/views/codec.h"
#include "metrics/hand_over.h"
#include "net/clock.h"
#include "net/shard.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <charconv>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using views::View;

namespace {

void answerStreamError(const AdminRequest& request, int status, const QString& error)
{
    request.answer({.status = status, .body = http::errorBody(error.toStdString())});
}

http::Response adminJson(const QJsonObject& object)
{
    return {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'};
}

std::string eightHexDigits()
{
    return QString::number(QRandomGenerator::system()->generate(), 16)
        .rightJustified(8, u'0')
        .toStdString();
}

quint64 ns(std::chrono::nanoseconds time)
{
    return quint64(time.count());
}

} // namespace

AdminStreams::AdminStreams(HubSide hub)
    : m_hub(std::move(hub))
    , m_epoch(eightHexDigits() + eightHexDigits())
{
    m_facts.samples = &m_hub.samples;
    m_facts.messages = &m_hub.messages;
    m_facts.closed = &m_hub.closed;
    m_facts.audit = &m_hub.audit;
    m_facts.log = m_hub.log;
    m_facts.moments = &m_moments;
}

AdminStreams::~AdminStreams()
{
    for (const StreamPtr& stream : m_streams) {
        stream->shard = nullptr;
        lookAfterWindow(*stream);
    }
    m_streams.clear();
    lookAfterViews();
    m_hub.recordMessages(false);
    m_hub.recordClosed(false);
}

// ---------------------------------------------------------------- opening

void AdminStreams::answerOpen(AdminRequest request)
{
    AdminStreamWish wish;
    if (const QString error = wish.readViews(request.query); !error.isEmpty())
        return answerStreamError(request, 400, error);
    if (const QString error = wish.refusal(request.role); !error.isEmpty())
        return answerStreamError(request, 403, error);
    if (request.headOnly)
        return request.answer({.contentType = "text/event-stream", .cacheControl = "no-cache"});
    quint64 rid = 0;
    if (AdminStream* const known = resumable(request, rid)) {
        if (known->isOpen()) // the hub has not noticed yet that its reader went
            endReader(*known, DisconnectReason::Client);
        return serve(*known, request, rid);
    }
    if (!makeRoom())
        return answerStreamError(request, 503,
            u"%1 admin streams are open, and that is as many as there may be; close one"_s.arg(
                MostStreams));
    auto stream = std::make_unique<AdminStream>();
    stream->id = newStreamId();
    stream->role = request.role;
    stream->caller = request.callerName;
    stream->wish = wish;
    m_streams.push_back(std::move(stream));
    serve(*m_streams.back(), request, 0);
}

// The one whose event the reader saw last, where all that came since is still there, and it is the
// same reader.
AdminStream* AdminStreams::resumable(const AdminRequest& request, quint64& rid)
{
    const std::string_view last
        = request.shown ? std::string_view(request.shown->lastEventId) : std::string_view();
    if (!last.starts_with(m_epoch + '-'))
        return nullptr;
    const std::string_view digits = last.substr(m_epoch.size() + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), rid);
    if (error != std::errc() || end != digits.data() + digits.size())
        return nullptr;
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
        [&](const StreamPtr& one) { return one->canResume(rid); });
    return found != m_streams.end() && (*found)->caller == request.callerName
            && (*found)->role == request.role
        ? found->get()
        : nullptr;
}

// One whose reader has gone gives way, the one that went first before others.
bool AdminStreams::makeRoom()
{
    if (m_streams.size() < MostStreams)
        return true;
    const auto first = std::min_element(
        m_streams.begin(), m_streams.end(), [](const StreamPtr& a, const StreamPtr& b) {
            return std::pair(a->isOpen(), a->pausedAtNs) < std::pair(b->isOpen(), b->pausedAtNs);
        });
    if ((*first)->isOpen())
        return false;
    lookAfterWindow(**first);
    m_streams.erase(first);
    return true;
}

void AdminStreams::serve(AdminStream& stream, const AdminRequest& request, quint64 afterRid)
{
    stream.shard = request.shard;
    stream.connection = request.connection;
    stream.opening = ++m_opening;
    stream.isWriting = false;
    stream.turnsBehind = 0;
    stream.isSnapshotDue = afterRid == 0;
    if (request.shown)
        stream.shown = *request.shown;
    FedStream fed;
    http::Request shape;
    shape.version = request.version;
    fed.head = http::streamHead(shape, request.corsHeaders, http::StreamBody::Chunks);
    fed.opening
        = "retry: " + std::to_string(m_hub.retryMs()) + "\n: admin stream " + stream.id + "\n\n";
    fed.expiresAtMs = request.callerUntilMs;
    fed.ended = [this, opening = stream.opening](DisconnectReason reason) {
        handOver(this, [this, opening, reason] { readerEnded(opening, reason); });
    };
    stream.shard->post(Task([ref = stream.connection, fed = std::move(fed)](Shard& shard) {
        shard.holdForStream(ref);
        if (shard.fed().open(ref, fed))
            return;
        fed.ended(DisconnectReason::Client);
        shard.abort(ref); // the hub ends
    }));
    lookAfterViews();
    qCInfo(hubLog, "admin stream %s %s for %s", stream.id.c_str(),
        afterRid == 0 ? "opened" : "resumed",
        stream.caller.empty() ? "nobody in particular" : stream.caller.c_str());
    for (const AdminStream::Event& event : stream.kept) {
        if (afterRid != 0 && event.rid > afterRid)
            send(stream, event.frame);
    }
    if (afterRid != 0)
        return; // what has changed since comes with the next turn
    stream.kept.clear();
    m_facts.faults = m_hub.faults();
    m_facts.instances = m_hub.instances();
    m_facts.sources = m_hub.sources();
    describeHub();
    if (const auto event = stream.next(m_facts, m_epoch, m_nextRid))
        send(stream, event->frame);
}

std::string AdminStreams::newStreamId() const
{
    for (;;) {
        std::string id = "a-" + eightHexDigits();
        if (std::none_of(m_streams.begin(), m_streams.end(),
                [&](const StreamPtr& one) { return one->id == id; }))
            return id;
    }
}

AdminStream* AdminStreams::find(const std::string& id)
{
    const auto found = std::find_if(
        m_streams.begin(), m_streams.end(), [&](const StreamPtr& one) { return one->id == id; });
    return found == m_streams.end() ? nullptr : found->get();
}

// ---------------------------------------------------------------- what is asked of one

void AdminStreams::answerPatch(const AdminRequest& request)
{
    QJsonParseError wrong;
    const QJsonDocument document
        = QJsonDocument::fromJson(QByteArray::fromStdString(request.body), &wrong);
    if (!document.isObject())
        return answerStreamError(request, 400,
            wrong.error == QJsonParseError::NoError
                ? u"the body must be a JSON object"_s
                : QString(u"the body is not JSON: "_s + wrong.errorString()));
    AdminStream* const stream = find(request.segments.front());
    // What others read is no business of this one, not even whether it is there.
    if (!stream || !stream->isOpen() || stream->caller != request.callerName)
        return answerStreamError(request, 404,
            u"there is no admin stream %1 of yours that is open"_s.arg(
                QString::fromStdString(request.segments.front()).left(64)));
    AdminStreamWish wish = stream->wish;
    AdminStreamWish::Since since;
    if (const QString error = wish.read(document.object(), since); !error.isEmpty())
        return answerStreamError(request, 400, error);
    if (const QString error = wish.refusal(request.role); !error.isEmpty())
        return answerStreamError(request, 403, error);
    if (const QString error = conflictOf(*stream, wish); !error.isEmpty())
        return answerStreamError(request, 409, error);
    if (wish.connection != stream->wish.connection)
        stream->own.watched.reset();
    stream->wish = wish;
    stream->told.goOnFrom(since);
    lookAfterViews();
    QJsonObject answer = wish.viewsJson();
    answer.insert("stream"_L1, QString::fromStdString(stream->id));
    request.answer(adminJson(answer));
}

void AdminStreams::answerMessage(const AdminRequest& request) const
{
    const std::string& text = request.segments.front();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc() && end == text.data() + text.size();
    const auto message = isNumber ? m_hub.messages.find(number) : std::nullopt;
    if (!message)
        return answerStreamError(request, 404,
            u"there is no message %1, or it is kept no longer"_s.arg(
                QString::fromStdString(text).left(32)));
    QJsonObject object = views::withFrame(*message);
    object.insert("trace"_L1, views::toJson(m_hub.messages.traceOf(number)));
    request.answer(adminJson(object));
}

// ---------------------------------------------------------------- turns

void AdminStreams::turn()
{
    forgetOld();
    if (++m_turns % ReviewTurns == 0)
        reviewReaders();
    lookAfterViews();
    if (m_streams.empty())
        return;
    describeHub();
    m_facts.faults = watches(View::Faults) ? m_hub.faults() : Faults();
    m_facts.instances = watches(View::Instances) ? m_hub.instances() : nullptr;
    m_facts.sources = watches(View::Sources) ? m_hub.sources() : nullptr;
    for (const StreamPtr& stream : m_streams) {
        if (!stream->isOpen())
            continue;
        stream->told.nextTurn();
        if (stream->isWriting) {
            ++stream->turnsBehind;
            continue;
        }
        if (std::exchange(stream->turnsBehind, 0) > AdminStream::TurnsBehind)
            stream->isSnapshotDue = true;
        if (const auto event = stream->next(m_facts, m_epoch, m_nextRid))
            send(*stream, event->frame);
    }
}

void AdminStreams::describeHub()
{
    m_facts.hub = views::toJson(m_hub.status);
    m_facts.hub.insert("version"_L1, QStringLiteral(FANLIGHT_VERSION));
    m_facts.hub.insert("features"_L1, m_hub.features());
    m_facts.hub.insert("optionsRevision"_L1, m_optionsRevision);
}

// Into the mailbox, and the reader's shard tells when it has left it.
void AdminStreams::send(AdminStream& stream, const FramePtr& frame)
{
    stream.isWriting = true;
    auto written = [this, opening = stream.opening] {
        handOver(this, [this, opening] {
            for (const StreamPtr& one : m_streams) {
                if (one->opening == opening)
                    one->isWriting = false;
            }
        });
    };
    stream.shard->post(Task([ref = stream.connection, frame, written](
                                Shard& shard) { shard.fed().feed(ref, frame, written); }));
}

void AdminStreams::readerEnded(quint64 opening, DisconnectReason reason)
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
        [opening](const StreamPtr& one) { return one->isOpen() && one->opening == opening; });
    if (found == m_streams.end())
        return;
    qCInfo(
        hubLog, "admin stream %s closed: %s", (*found)->id.c_str(), disconnectReasonName(reason));
    (*found)->shard = nullptr;
    (*found)->pausedAtNs = monotonicNs();
    if (reason == DisconnectReason::Expired)
        (*found)->kept.clear(); // nobody goes on with it
    lookAfterViews();
}

void AdminStreams::endReader(AdminStream& stream, DisconnectReason reason)
{
    stream.shard->post(Task(
        [ref = stream.connection, reason](Shard& shard) { shard.fed().end(ref, -1, reason); }));
    stream.shard = nullptr;
    stream.pausedAtNs = monotonicNs();
}

void AdminStreams::reviewReaders()
{
    const auto nowMs = std::int64_t(realtimeNs() / 1'000'000);
    for (const StreamPtr& stream : m_streams) {
        if (!stream->isOpen())
            continue;
        const HubAccess::Caller caller = m_hub.access.callerOf(stream->shown, nowMs);
        if (covers(caller.role, Role::Monitor) && caller.name == stream->caller
            && stream->wish.refusal(caller.role).isEmpty()) {
            stream->role = caller.role;
            continue;
        }
        qCInfo(hubLog, "admin stream %s: what let it in does so no longer", stream->id.c_str());
        endReader(*stream, DisconnectReason::Expired);
        stream->caller.clear();
        stream->kept.clear(); // nobody goes on with it
    }
    lookAfterViews();
}

void AdminStreams::forgetOld()
{
    const quint64 nowNs = monotonicNs();
    std::erase_if(m_streams, [this, nowNs](const StreamPtr& one) {
        const bool isOld
            = !one->isOpen() && (one->kept.empty() || nowNs - one->pausedAtNs > ns(KeptFor));
        if (isOld)
            lookAfterWindow(*one);
        return isOld;
    });
}

} // namespace fanlight
