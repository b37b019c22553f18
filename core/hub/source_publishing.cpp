// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/source_publishing.h"

#include "hub/recorded_publish.h"
#include "hub/window_publish.h"
#include "net/clock.h"

#include <simdjson.h>

#include <QCryptographicHash>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace fanlight {

namespace {

// What a queue hands out twice is published once, whatever instance takes it: the key of `once`.
// One that could not be a key as it is counts by its hash.
std::string onceKeyOf(const QString& source, const std::string& id)
{
    constexpr std::size_t longest = 160; // bytes, with room for the name of the source
    const auto isPlain = [](char c) { return c > ' ' && c < '\x7F'; };
    const bool isKey = id.size() <= longest && std::all_of(id.begin(), id.end(), isPlain);
    const QByteArray hash = isKey
        ? QByteArray()
        : QCryptographicHash::hash(
            QByteArrayView(id.data(), qsizetype(id.size())), QCryptographicHash::Sha256)
              .toHex();
    const QByteArray name = source.toUtf8();
    const bool isNameShort = name.size() <= 64;
    const QByteArray whose = isNameShort
        ? name
        : QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().first(32);
    return "source/" + whose.toStdString() + '/' + (isKey ? id : hash.toStdString());
}

// The publisher's own key goes before that of its queue.
template <class Publish> void setOnce(Publish& publish, std::string key)
{
    if constexpr (requires { publish.once; }) {
        if (publish.once.empty())
            publish.once = std::move(key);
    }
}

} // namespace

// Verdicts from any thread, brought to the hub's once a turn.
class SourcePublishing::Verdicts : public QObject {
public:
    void add(Source::Done done, SourceVerdict verdict)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_waiting.emplace_back(std::move(done), std::move(verdict));
            if (m_waiting.size() > 1 || m_isClosed)
                return;
        }
        QMetaObject::invokeMethod(
            this, [this] { tell(); }, Qt::QueuedConnection);
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
        m_waiting.clear();
    }

private:
    void tell()
    {
        std::vector<std::pair<Source::Done, SourceVerdict>> due;
        {
            const std::scoped_lock lock(m_mutex);
            due.swap(m_waiting);
        }
        for (const auto& [done, verdict] : due)
            done(verdict);
    }

    std::mutex m_mutex;
    std::vector<std::pair<Source::Done, SourceVerdict>> m_waiting;
    bool m_isClosed = false;
};

class SourcePublishing::Ticket final : public RecordedPublish {
public:
    Ticket(const ParsedPublish& publish, MessageLog* messages, std::shared_ptr<Verdicts> verdicts,
        Source::Done done)
        : RecordedPublish(
            MessageSource::Queue, PublishKind::Named, publish, messages, nullptr, false)
        , m_verdicts(std::move(verdicts))
        , m_done(std::move(done))
    {
    }

protected:
    void complete(std::uint64_t recipients, Shard* shard) override
    {
        RecordedPublish::complete(recipients, shard);
        SourceVerdict verdict;
        if (!refusal().empty()) {
            // 503: the broker is away or full; what else it says it would say again
            verdict.outcome = refusalStatus() >= 500 ? SourceVerdict::Outcome::NotNow
                                                     : SourceVerdict::Outcome::Refused;
            verdict.reason = refusal();
        } else if (failureCount() > 0) {
            // once more for those: who has it already does not get it twice
            verdict.outcome = SourceVerdict::Outcome::NotNow;
            verdict.reason = failures().front().userId + ": " + failures().front().error;
        }
        m_verdicts->add(std::move(m_done), std::move(verdict));
    }

private:
    const std::shared_ptr<Verdicts> m_verdicts;
    Source::Done m_done;
};

SourcePublishing::SourcePublishing(const HubOptions& options, std::function<Broker&()> broker,
    std::function<MessageLog*()> messages)
    : m_options(options)
    , m_broker(std::move(broker))
    , m_messages(std::move(messages))
    , m_parser(static_cast<std::size_t>(options.dataLimit), options.typeAs)
    , m_verdicts(new Verdicts, [](Verdicts* verdicts) { verdicts->deleteLater(); })
{
}

SourcePublishing::~SourcePublishing()
{
    m_verdicts->close();
}

SourceDesk::HubSide SourcePublishing::sideOf(const HubOptions& options,
    std::function<Broker&()> broker, std::function<MessageLog*()> messages)
{
    const auto one = std::make_shared<SourcePublishing>(options, broker, std::move(messages));
    return {[one](const QString& source, SourceContent content, Source::Done done) {
                one->publish(source, std::move(content), std::move(done));
            },
        [broker = std::move(broker)] { return broker().whyNotReady(); }};
}

ParsedPublish SourcePublishing::parsed(SourceContent& content)
{
    const auto refused = [](int status, std::string error) {
        ParsedPublish publish;
        publish.status = status;
        publish.error = std::move(error);
        return publish;
    };
    if (content.body.size() > static_cast<std::size_t>(m_options.bodyLimit))
        return refused(413,
            "the body has " + std::to_string(content.body.size()) + " bytes, over the limit of "
                + std::to_string(m_options.bodyLimit));
    if (!content.user && !content.type && !content.event) {
        content.body.reserve(content.body.size() + simdjson::SIMDJSON_PADDING);
        return m_parser.parse(content.body);
    }
    if (!content.user)
        return refused(
            400, "fan-user is missing: raw data says by it whose it is, an empty one is everyone");
    const std::pair<const char*, const std::string*> names[]
        = {{"fan-user", &*content.user}, {"fan-type", content.type ? &*content.type : nullptr},
            {"fan-event", content.event ? &*content.event : nullptr}};
    for (const auto& [field, text] : names) {
        std::string wrong = !text || text->empty() ? std::string() : checkName(field, *text);
        if (!wrong.empty())
            return refused(400, std::move(wrong));
    }
    PublishRequest request;
    request.broadcast = content.user->empty();
    if (!request.broadcast)
        request.userIds = {QString::fromStdString(*content.user)};
    request.type = QString::fromStdString(content.type.value_or(std::string()));
    request.event = QString::fromStdString(content.event.value_or(std::string()));
    request.data = QByteArray::fromStdString(content.body);
    return WindowPublish::parsed(request, m_options, m_types);
}

void SourcePublishing::publish(const QString& source, SourceContent content, Source::Done done)
{
    ParsedPublish publish = parsed(content);
    if (!publish.error.empty())
        return m_verdicts->add(
            std::move(done), {SourceVerdict::Outcome::Refused, std::move(publish.error)});
    publish.receipt = false; // of which nobody would know
    if (!content.id.empty())
        setOnce(publish, onceKeyOf(source, content.id));
    const auto ticket
        = std::make_shared<Ticket>(publish, m_messages(), m_verdicts, std::move(done));
    m_broker().publish(notificationOf(publish, publish.userIds, monotonicNs()), ticket);
}

} // namespace fanlight
