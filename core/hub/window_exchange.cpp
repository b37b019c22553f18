// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/window_exchange.h"

#include "hub/connection_order.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fanlight::window_exchange {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxTypes = 1000; // of one stream
constexpr double MaxFigure = 9e15; // whole numbers are exact up to there

// A row as an array, in the order of rowFrom().
QJsonArray rowArray(const ConnectionRow& row, qint64 nowMs)
{
    return {connectionIdText(row.id), row.userId, row.address,
        QJsonArray::fromStringList(row.types), row.connectedAtMs,
        std::max<qint64>(0, row.openForMs(nowMs)), qint64(row.events), qint64(row.bytes),
        qint64(row.dropped), row.backlogBytes,
        isKnown(row.rttMs) ? QJsonValue(row.rttMs) : QJsonValue(), row.userAgent, row.lastEventId,
        qint64(row.replayed), row.closedAtMs, int(row.reason)};
}

// Takes the values of an array one after the other; what does not fit is remembered.
class RowReader {
public:
    explicit RowReader(const QJsonArray& values)
        : m_values(values)
        , m_isGood(values.size() == Values)
    {
    }
    bool isGood() const { return m_isGood; }
    QString text()
    {
        const QJsonValue value = next();
        m_isGood = m_isGood && value.isString() && value.toString().size() <= MaxText;
        return m_isGood ? value.toString() : QString();
    }
    qint64 number(double most = MaxFigure)
    {
        const QJsonValue value = next();
        m_isGood
            = m_isGood && value.isDouble() && value.toDouble() >= 0 && value.toDouble() <= most;
        return m_isGood ? value.toInteger() : 0;
    }
    double figure() // Unknown: it is not told
    {
        const QJsonValue value = next();
        m_isGood = m_isGood && (value.isNull() || (value.isDouble() && value.toDouble() >= 0));
        return m_isGood && value.isDouble() ? value.toDouble() : Unknown;
    }
    QStringList texts()
    {
        const QJsonArray list = next().toArray();
        QStringList texts;
        m_isGood = m_isGood && list.size() <= MaxTypes;
        for (qsizetype i = 0; m_isGood && i < list.size(); ++i) {
            m_isGood = list[i].isString() && list[i].toString().size() <= MaxText;
            texts += list[i].toString();
        }
        return texts;
    }

private:
    static constexpr qsizetype Values = 16;
    QJsonValue next() { return m_isGood ? m_values[m_at++] : QJsonValue(); }

    const QJsonArray m_values;
    qsizetype m_at = 0;
    bool m_isGood;
};

std::optional<ConnectionRow> rowFrom(const QJsonValue& json)
{
    RowReader reader(json.toArray());
    ConnectionRow row;
    const std::optional<quint64> id = parseConnectionId(reader.text());
    row.userId = reader.text();
    row.address = reader.text();
    row.types = reader.texts();
    row.connectedAtMs = reader.number();
    row.openMs = reader.number();
    row.events = quint64(reader.number());
    row.bytes = quint64(reader.number());
    row.dropped = quint64(reader.number());
    row.backlogBytes = reader.number();
    row.rttMs = reader.figure();
    row.userAgent = reader.text();
    row.lastEventId = reader.text();
    row.replayed = quint64(reader.number());
    row.closedAtMs = reader.number();
    row.reason = DisconnectReason(reader.number(DisconnectReasonCount - 1));
    if (!reader.isGood() || !id || *id == 0)
        return std::nullopt;
    row.id = *id;
    return row;
}

} // namespace

QJsonObject wishJson(const ConnectionWish& wish)
{
    QJsonObject json{{u"sort"_s, QString(columnName(wish.sort.column))},
        {u"descending"_s, wish.sort.order == Qt::DescendingOrder}, {u"filter"_s, wish.filter},
        {u"traffic"_s, int(wish.traffic)}, {u"count"_s, wish.first + wish.count},
        {u"closed"_s, wish.withClosed}, {u"roundTrip"_s, wish.withRoundTrip}};
    if (wish.lookedAt.id != 0 && !wish.lookedAt.instance.isEmpty())
        json[u"lookedAt"_s] = QJsonArray{connectionIdText(wish.lookedAt.id),
            wish.lookedAt.connectedAtMs, wish.lookedAt.instance};
    return json;
}

std::optional<ConnectionWish> wishFrom(const QJsonObject& json)
{
    ConnectionWish wish;
    wish.scope = ConnectionWish::Scope::All;
    const auto column = connectionColumn(json["sort"_L1].toString());
    const int traffic = json["traffic"_L1].toInt(-1);
    const int rows = json["count"_L1].toInt(-1);
    if (!column || traffic < int(Traffic::All) || traffic > int(Traffic::Test) || rows < 0
        || rows > ConnectionWish::MostOfAll)
        return std::nullopt;
    wish.sort
        = {*column, json["descending"_L1].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder};
    wish.filter = json["filter"_L1].toString();
    wish.traffic = Traffic(traffic);
    wish.count = std::min(rows, ConnectionWish::MostRows);
    wish.first = rows - wish.count; // the front is what is asked for
    wish.withClosed = json["closed"_L1].toBool();
    wish.withRoundTrip = json["roundTrip"_L1].toBool();
    if (const QJsonArray one = json["lookedAt"_L1].toArray(); one.size() == 3)
        wish.lookedAt = {parseConnectionId(one[0].toString()).value_or(0), one[1].toInteger(),
            one[2].toString()};
    return wish.problem().isEmpty() ? std::optional(wish) : std::nullopt;
}

QByteArray answerOf(const ConnectionWindow& front)
{
    QJsonArray rows;
    for (const ConnectionRow& row : front.rows)
        rows.append(rowArray(row, front.takenAtMs));
    QJsonObject json{{u"total"_s, qint64(front.total)}, {u"matching"_s, qint64(front.matching)},
        {u"matchingClosed"_s, qint64(front.matchingClosed)}, {u"closed"_s, qint64(front.closed)},
        {u"rows"_s, rows}};
    if (front.lookedAt)
        json[u"lookedAt"_s] = rowArray(*front.lookedAt, front.takenAtMs);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<ConnectionWindow> answerFrom(const QByteArray& bytes, const ConnectionWish& wish)
{
    if (bytes.size() > MaxBytes)
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    ConnectionWindow window;
    window.wish = wish;
    for (const auto& [name, member] : {std::pair("total"_L1, &ConnectionWindow::total),
             std::pair("matching"_L1, &ConnectionWindow::matching),
             std::pair("matchingClosed"_L1, &ConnectionWindow::matchingClosed),
             std::pair("closed"_L1, &ConnectionWindow::closed)}) {
        const double figure = json[name].toDouble(-1);
        if (!(figure >= 0 && figure <= MaxFigure))
            return std::nullopt;
        window.*member = quint64(figure);
    }
    const QJsonArray rows = json["rows"_L1].toArray();
    if (rows.size() > wish.first + wish.count || quint64(rows.size()) > window.matching)
        return std::nullopt;
    for (const QJsonValue one : rows) {
        const std::optional<ConnectionRow> row = rowFrom(one);
        if (!row)
            return std::nullopt;
        window.rows.push_back(*row);
    }
    if (json.contains("lookedAt"_L1))
        window.lookedAt = rowFrom(json["lookedAt"_L1]);
    return window;
}

std::shared_ptr<ConnectionWindow> join(
    const ConnectionWindow& own, const std::vector<ConnectionWindow>& others)
{
    auto joined = std::make_shared<ConnectionWindow>(own);
    for (ConnectionRow& row : joined->rows) // by the clock of its own hub, as those of others
        row.openMs = std::max<qint64>(0, row.openForMs(own.takenAtMs));
    for (const ConnectionWindow& other : others) {
        joined->total += other.total;
        joined->matching += other.matching;
        joined->matchingClosed += other.matchingClosed;
        joined->closed += other.closed;
        joined->rows.insert(joined->rows.end(), other.rows.begin(), other.rows.end());
        if (other.lookedAt)
            joined->lookedAt = other.lookedAt;
    }
    const auto instanceOf = [&own](const ConnectionRow& row) {
        return row.instance.isEmpty() ? own.instance : row.instance;
    };
    const ConnectionSort sort = own.wish.sort;
    std::sort(joined->rows.begin(), joined->rows.end(),
        [&](const ConnectionRow& a, const ConnectionRow& b) {
            if (sort.column == ConnectionColumn::Instance) {
                // One's own are named, too, so that they stand where their name does.
                const auto named = instanceOf(a).compare(instanceOf(b));
                if (a.isClosed() == b.isClosed() && named != 0)
                    return sort.order == Qt::AscendingOrder ? named < 0 : named > 0;
            }
            const auto result = compareConnections(a, b, sort, own.takenAtMs);
            if (std::is_neq(result))
                return std::is_lt(result);
            return a.id != b.id ? a.id < b.id : instanceOf(a) < instanceOf(b);
        });
    const int reached = std::min<int>(int(joined->rows.size()), own.wish.first + own.wish.count);
    joined->first = std::min(own.wish.first, std::max(0, reached - own.wish.count));
    joined->rows.erase(joined->rows.begin() + reached, joined->rows.end());
    joined->rows.erase(joined->rows.begin(), joined->rows.begin() + joined->first);
    return joined;
}

} // namespace fanlight::window_exchange
