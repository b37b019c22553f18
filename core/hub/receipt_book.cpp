// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/receipt_book.h"

#include "qtredis/refusal.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <charconv>

namespace fanlight {

using redis::Reply;

namespace {

constexpr std::size_t MaxTokenBytes = 64;
constexpr qint64 OthersMs = 1500; // other instances have told of their part by then
constexpr qint64 MostMs = 65'000; // after which nobody follows

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

// of anything in a part: so many can be added up
constexpr std::uint64_t MostCounted = 1'000'000'000'000'000;
constexpr std::size_t MostPartBytes = 64 << 10;
constexpr char Separator = '~'; // of name and mark

// ---- a part as it stands in Redis: "recipients acknowledged gone settled measured lastAckNs write
// ack handed taken publishedAtMs", write and ack "=ns:count,…" where the values are known as they
// are, else "~first~last~bucket:count,…", or "-"

void appendHistogram(std::string& text, const LatencyHistogram& histogram)
{
    if (histogram.isEmpty()) {
        text += " -";
        return;
    }
    const bool isExact = histogram.isExact();
    text += isExact ? " ="
                    : " ~" + std::to_string(histogram.firstNs()) + '~'
            + std::to_string(histogram.lastNs()) + '~';
    for (const LatencyHistogram::Step& step : histogram.steps())
        text += std::to_string(isExact ? step.ns : std::uint64_t(latency_buckets::indexOf(step.ns)))
            + ':' + std::to_string(step.count) + ',';
    text.pop_back();
}

std::string partText(const ReceiptFigures& figures, qint64 publishedAtMs)
{
    std::string text = std::to_string(figures.recipients) + ' '
        + std::to_string(figures.acknowledged) + ' ' + std::to_string(figures.gone)
        + (figures.settled ? " 1 " : " 0 ") + std::to_string(figures.measured) + ' '
        + std::to_string(figures.lastAckNs);
    appendHistogram(text, figures.write);
    appendHistogram(text, figures.ack);
    return text + ' ' + std::to_string(figures.handed) + ' ' + std::to_string(figures.taken) + ' '
        + std::to_string(publishedAtMs);
}

class PartReader {
public:
    explicit PartReader(std::string_view text)
        : m_text(text)
    {
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        const auto [end, error]
            = std::from_chars(m_text.data(), m_text.data() + m_text.size(), value);
        m_good = m_good && error == std::errc() && value <= MostCounted;
        m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
        return value;
    }
    bool skip(char c)
    {
        if (!m_text.starts_with(c))
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    void blank() { m_good = skip(' ') && m_good; }
    LatencyHistogram histogram()
    {
        LatencyHistogram histogram;
        if (skip('-'))
            return histogram;
        const bool isExact = skip('=');
        std::uint64_t firstNs = 0;
        std::uint64_t lastNs = MostCounted;
        if (skip('~')) { // an earlier version did not tell
            firstNs = number();
            m_good = skip('~') && m_good;
            lastNs = number();
            m_good = skip('~') && m_good;
        }
        do {
            const std::uint64_t value = number();
            m_good = skip(':') && m_good && (isExact || value < latency_buckets::Count);
            const std::uint64_t count = number();
            if (m_good && isExact)
                histogram.record(value, count);
            else if (m_good)
                histogram.recordBucket(static_cast<int>(value), count);
        } while (m_good && skip(','));
        histogram.narrow(firstNs, lastNs);
        return histogram;
    }
    bool isAtEnd() const { return m_text.empty(); }
    bool isGood() const { return m_good && m_text.empty(); }

private:
    std::string_view m_text;
    bool m_good = true;
};

std::optional<ReceiptSnapshot::Part> readPart(std::string_view text)
{
    if (text.size() > MostPartBytes)
        return std::nullopt;
    PartReader reader(text);
    ReceiptSnapshot::Part part;
    ReceiptFigures& figures = part.figures;
    figures.recipients = reader.number();
    reader.blank();
    figures.acknowledged = reader.number();
    reader.blank();
    figures.gone = reader.number();
    reader.blank();
    figures.settled = reader.number() == 1;
    reader.blank();
    figures.measured = reader.number();
    reader.blank();
    figures.lastAckNs = reader.number();
    reader.blank();
    figures.write = reader.histogram();
    reader.blank();
    figures.ack = reader.histogram();
    if (!reader.isAtEnd()) { // an earlier version did not count them
        reader.blank();
        figures.handed = reader.number();
        reader.blank();
        figures.taken = reader.number();
        reader.blank();
        part.publishedAtMs = static_cast<qint64>(reader.number());
    }
    if (!reader.isGood() || figures.acknowledged + figures.gone > figures.recipients)
        return std::nullopt;
    return part;
}

// Two processes may go by one name: their marks are shown then.
void nameApart(std::vector<ReceiptSnapshot::Part>& parts)
{
    std::sort(parts.begin(), parts.end(),
        [](const auto& a, const auto& b) { return a.instance < b.instance; });
    const auto nameOf = [](const QString& field) {
        return field.left(field.lastIndexOf(QLatin1Char(Separator)));
    };
    std::vector<bool> isAlone(parts.size(), true);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (nameOf(parts[i].instance) == nameOf(parts[i - 1].instance))
            isAlone[i] = isAlone[i - 1] = false;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (isAlone[i])
            parts[i].instance = nameOf(parts[i].instance);
    }
}

void addUp(ReceiptSnapshot& receipt, std::vector<ReceiptSnapshot::Part> parts)
{
    nameApart(parts);
    receipt.total.settled = true;
    for (const ReceiptSnapshot::Part& part : parts)
        receipt.total.merge(part.figures);
    receipt.parts = std::move(parts);
}

// ---- JSON

QJsonValue milliseconds(double ms)
{
    return isKnown(ms) ? QJsonValue(ms) : QJsonValue();
}

// `ms`: of a percentile.
template <class Milliseconds>
QJsonObject latencyJson(
    const LatencyHistogram& histogram, std::uint64_t measured, double lastMs, Milliseconds ms)
{
    return {{QStringLiteral("measured"), qint64(measured)},
        {QStringLiteral("firstMs"), milliseconds(histogram.percentileMs(0))},
        {QStringLiteral("p50Ms"), milliseconds(ms(50))},
        {QStringLiteral("p90Ms"), milliseconds(ms(90))},
        {QStringLiteral("p95Ms"), milliseconds(ms(95))},
        {QStringLiteral("p99Ms"), milliseconds(ms(99))},
        {QStringLiteral("p99.9Ms"), milliseconds(ms(99.9))},
        {QStringLiteral("lastMs"), milliseconds(lastMs)}};
}

QJsonObject figuresJson(const ReceiptFigures& figures)
{
    return {{QStringLiteral("recipients"), qint64(figures.recipients)},
        {QStringLiteral("acknowledged"), qint64(figures.acknowledged)},
        {QStringLiteral("unacknowledged"), qint64(figures.unacknowledged())},
        {QStringLiteral("gone"), qint64(figures.gone)},
        {QStringLiteral("settled"), figures.settled},
        {QStringLiteral("write"),
            latencyJson(figures.write, figures.write.count(), figures.write.percentileMs(100),
                [&](double percent) { return figures.write.percentileMs(percent); })},
        {QStringLiteral("ack"),
            latencyJson(figures.ack, figures.measured, figures.lastAckMs(),
                [&](double percent) { return figures.ackMs(percent); })}};
}

http::Response receiptResponse(const ReceiptSnapshot& receipt)
{
    QJsonObject object = figuresJson(receipt.total);
    object[QStringLiteral("id")] = receipt.id;
    object[QStringLiteral("publishedAt")]
        = QDateTime::fromMSecsSinceEpoch(receipt.publishedAtMs, Qt::UTC)
              .toString(Qt::ISODateWithMs);
    object[QStringLiteral("settled")] = receipt.settled;
    object[QStringLiteral("unknown")] = qint64(receipt.total.unknown());
    QJsonArray histogram;
    for (const LatencyHistogram::Step& step : receipt.total.ack.steps())
        histogram.append(QJsonArray{double(step.ns) / 1e6, qint64(step.count)});
    object[QStringLiteral("histogram")] = histogram; // [milliseconds up to, acknowledgements]
    QJsonArray instances;
    for (const ReceiptSnapshot::Part& part : receipt.parts) {
        QJsonObject one = figuresJson(part.figures);
        one[QStringLiteral("instance")] = part.instance;
        instances.append(one);
    }
    object[QStringLiteral("instances")] = instances;
    return {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'};
}

std::string newTokenPrefix()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 36).toStdString() + 'x';
}

bool isToken(std::string_view text)
{
    return !text.empty() && text.size() <= MaxTokenBytes
        && std::all_of(text.begin(), text.end(),
            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

} // namespace

ReceiptBook::ReceiptBook(const QString& instance, const QString& mark, QObject* parent)
    : QObject(parent)
    , m_field(instance + QLatin1Char(Separator) + mark)
    , m_tokenPrefix(newTokenPrefix())
    , m_timer(this)
{
    m_timer.setInterval(TickMs);
    connect(&m_timer, &QTimer::timeout, this, &ReceiptBook::tick);
}

// ---------------------------------------------------------------- any thread

std::shared_ptr<Receipt> ReceiptBook::begin()
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t number = ++m_lastNumber;
    const auto entry = std::make_shared<Entry>();
    entry->receipt = std::make_shared<Receipt>(m_tokenPrefix + std::to_string(number), number);
    add(entry);
    return entry->receipt;
}

// Under the lock.
void ReceiptBook::add(const EntryPtr& entry)
{
    entry->publishedAtMs = nowMs();
    m_entries.push_back(entry);
    m_byToken[entry->receipt->token()] = entry;
    if (m_entries.size() <= MostReceipts)
        return;
    const EntryPtr oldest = std::move(m_entries.front());
    m_entries.pop_front();
    oldest->isKept = false;
    m_byToken.erase(oldest->receipt->token());
    if (const auto found = m_byId.find(oldest->id);
        found != m_byId.end() && found->second == oldest)
        m_byId.erase(found);
}

void ReceiptBook::published(
    const std::shared_ptr<Receipt>& receipt, const std::string& id, bool isWatched)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_byToken.find(receipt->token());
        if (found == m_byToken.end() || id.empty())
            return;
        found->second->id = id;
        found->second->isWatched = isWatched;
        found->second->isFollowed = m_followsAll.load(std::memory_order_relaxed);
        m_byId[id] = found->second;
        activate(found->second);
    }
    wake();
}

// Under the lock.
void ReceiptBook::activate(const EntryPtr& entry)
{
    if (std::exchange(entry->isActive, true))
        return;
    if (m_active.size() >= 2 * MostReceipts) // many are published between two ticks
        std::erase_if(m_active, [](const EntryPtr& one) { return !one->isKept; });
    m_active.push_back(entry);
}

void ReceiptBook::wake()
{
    if (!m_isAwake.exchange(true))
        QMetaObject::invokeMethod(
            this, [this] { m_timer.start(); }, Qt::QueuedConnection);
}

// ---------------------------------------------------------------- the hub's thread

std::shared_ptr<Receipt> ReceiptBook::partOf(std::string_view token, bool isHanded)
{
    if (!isToken(token))
        return nullptr;
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_byToken.find(std::string(token)); known != m_byToken.end()) {
        if (isHanded)
            known->second->receipt->addTaken();
        activate(known->second);
        wake();
        return known->second->receipt;
    }
    const auto entry = std::make_shared<Entry>();
    entry->receipt = std::make_shared<Receipt>(std::string(token), ++m_lastNumber);
    if (isHanded)
        entry->receipt->addTaken();
    add(entry);
    activate(entry);
    wake();
    return entry->receipt;
}

void ReceiptBook::writeAgain()
{
    const std::lock_guard lock(m_mutex);
    const qint64 since = nowMs() - qint64(KeptSeconds) * 1000;
    for (const EntryPtr& entry : m_entries) {
        if (entry->written == NeverWritten || entry->publishedAtMs < since)
            continue;
        entry->written = NeverWritten;
        entry->touchedMs = 0;
        activate(entry);
    }
    if (!m_active.empty())
        wake();
}

void ReceiptBook::tick()
{
    std::vector<EntryPtr> active;
    {
        const std::lock_guard lock(m_mutex);
        active.swap(m_active);
        std::erase_if(active, [](const EntryPtr& entry) { return !entry->isKept; });
    }
    const qint64 now = nowMs();
    m_mayWrite = WritesATick;
    std::vector<EntryPtr> going;
    for (const EntryPtr& entry : active) {
        if (step(entry, now))
            going.push_back(entry);
    }
    const std::lock_guard lock(m_mutex);
    for (const EntryPtr& entry : active)
        entry->isActive = false;
    for (const EntryPtr& entry : going)
        activate(entry);
    if (m_active.empty()) { // whoever adds one wakes it, since that is done under the lock
        m_timer.stop();
        m_isAwake = false;
    }
}

void ReceiptBook::tell(const Entry& entry, const ReceiptSnapshot& receipt)
{
    if (entry.isWatched)
        Q_EMIT changed(receipt);
    if (entry.isFollowed)
        Q_EMIT followed(receipt);
}

bool ReceiptBook::step(const EntryPtr& entry, qint64 now)
{
    const std::uint64_t revision = entry->receipt->revision();
    const ReceiptFigures figures = entry->receipt->figures();
    const qint64 age = now - entry->publishedAtMs;
    if (!m_link) {
        if (entry->isTold() && entry->told != revision) {
            entry->told = revision;
            tell(*entry, snapshot(*entry, {}));
        }
        return !figures.settled && age < MostMs;
    }
    const bool isKnown = figures.recipients > 0 || figures.taken > 0 || !entry->id.empty();
    const bool isDue = now - entry->touchedMs >= RedisMs;
    if (isDue) {
        entry->touchedMs = now;
        if (entry->written != revision && isKnown) {
            if (--m_mayWrite < 0) {
                entry->touchedMs = 0;
                return true;
            }
            entry->written = revision;
            writePart(*entry, figures);
        }
        if (entry->isTold() && !entry->isReading) {
            entry->isReading = true;
            readParts(entry->receipt->token(), [this, entry](const std::string&, Parts parts) {
                entry->isReading = false;
                const ReceiptSnapshot told = snapshot(*entry, std::move(parts));
                entry->isSettled = told.settled;
                tell(*entry, told);
            });
        }
    }
    if (age >= MostMs)
        return !isDue && isKnown && entry->written != revision;
    // others may still begin, and each of our own deliveries may come by itself
    return age < OthersMs || !figures.settled || (isKnown && entry->written != revision)
        || (entry->isTold() && !entry->isSettled);
}

void ReceiptBook::writePart(Entry& entry, const ReceiptFigures& figures)
{
    const std::string key = m_keys.receipt(entry.receipt->token());
    const std::string seconds = std::to_string(KeptSeconds);
    m_link->send({"HSET", key, m_field.toStdString(),
                     partText(figures, entry.id.empty() ? 0 : entry.publishedAtMs)},
        {});
    m_link->send({"EXPIRE", key, seconds}, {});
    if (!entry.id.empty())
        m_link->send(
            {"SET", m_keys.receiptId(entry.id), entry.receipt->token(), "EX", seconds}, {});
}

void ReceiptBook::readParts(
    const std::string& token, std::function<void(const std::string&, Parts)> done)
{
    m_link->send({"HGETALL", m_keys.receipt(token)}, [done = std::move(done)](const Reply& reply) {
        if (reply.isError())
            return done(redis::explainError(reply.text()), {});
        Parts parts;
        for (std::size_t i = 0; i + 1 < reply.size() && parts.size() < MostParts; i += 2) {
            if (auto part = readPart(reply[i + 1].text())) {
                part->instance = redis::toQString(reply[i].text());
                parts.push_back(std::move(*part));
            }
        }
        done({}, std::move(parts));
    });
}

// Our own part as it is now, the others' as they were read.
ReceiptSnapshot ReceiptBook::snapshot(const Entry& entry, Parts parts) const
{
    ReceiptSnapshot snapshot;
    snapshot.number = entry.receipt->number();
    snapshot.id = QString::fromStdString(entry.id);
    snapshot.publishedAtMs = entry.publishedAtMs;
    snapshot.takenAtMs = nowMs();
    std::erase_if(
        parts, [this](const ReceiptSnapshot::Part& part) { return part.instance == m_field; });
    parts.push_back({m_field, true, entry.receipt->figures(), entry.publishedAtMs});
    addUp(snapshot, std::move(parts));
    settle(snapshot);
    return snapshot;
}

// It is while nothing of it may change any more: not while an instance that may have taken it has
// not been heard of since.
void ReceiptBook::settle(ReceiptSnapshot& receipt) const
{
    const qint64 age = receipt.takenAtMs - receipt.publishedAtMs;
    const auto everyoneHasTold = [&] {
        return receipt.total.unknown() == 0
            || (m_longestSilenceMs && age - m_longestSilenceMs() >= OthersMs);
    };
    receipt.settled = age >= MostMs
        || (receipt.total.settled && (!m_link || (age >= OthersMs && everyoneHasTold())));
    receipt.total.settled = receipt.settled;
}

ReceiptBook::EntryPtr ReceiptBook::find(const std::string& id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second;
}

void ReceiptBook::look(const std::string& id, Looked done)
{
    const EntryPtr entry = find(id);
    if (!m_link)
        return done({}, entry ? std::optional(snapshot(*entry, {})) : std::nullopt);
    if (entry) {
        readParts(entry->receipt->token(),
            [this, entry, done = std::move(done)](const std::string& error, Parts parts) {
                if (!error.empty())
                    return done(error, std::nullopt);
                done({}, snapshot(*entry, std::move(parts)));
            });
        return;
    }
    // of another instance's publish
    m_link->send(
        {"GET", m_keys.receiptId(id)}, [this, id, done = std::move(done)](const Reply& reply) {
            if (reply.isError())
                return done(redis::explainError(reply.text()), std::nullopt);
            const std::string token(reply.text());
            if (!isToken(token))
                return done({}, std::nullopt);
            readParts(token, [this, id, done](const std::string& error, Parts parts) {
                if (!error.empty() || parts.empty())
                    return done(error, std::nullopt);
                ReceiptSnapshot receipt;
                receipt.id = QString::fromStdString(id);
                for (const ReceiptSnapshot::Part& part : parts)
                    receipt.publishedAtMs = std::max(receipt.publishedAtMs, part.publishedAtMs);
                receipt.takenAtMs = nowMs();
                addUp(receipt, std::move(parts));
                settle(receipt);
                done({}, std::move(receipt));
            });
        });
}

void ReceiptBook::answer(const AdminRequest& request)
{
    const std::string& id = request.segments.front();
    look(id, [request, id](const std::string& error, std::optional<ReceiptSnapshot> receipt) {
        if (!error.empty())
            return request.answer(
                {.status = 503, .headers = "Retry-After: 1\r\n", .body = http::errorBody(error)});
        if (receipt)
            return request.answer(receiptResponse(*receipt));
        request.answer({.status = 404,
            .body = http::errorBody("there is no receipt of " + id
                + "; ask for one with \"receipt\":true in the publish; the last "
                + std::to_string(MostReceipts) + " are kept, behind Redis for "
                + std::to_string(KeptSeconds / 60) + " minutes")});
    });
}

} // namespace fanlight
