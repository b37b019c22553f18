// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_reader.h"

#include "history/history_codec.h"

#include <QVariant>
#include <QtSql/QSqlQuery>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

HistoryPast HistoryReader::read(qint64 ownRun)
{
    HistoryPast past;
    past.endMs = m_database.number(u"SELECT max(written) FROM runs WHERE run<>%1"_s.arg(ownRun))
                     .value_or(0);
    readFigures(past);
    readMessages(past);
    readClosed(past);
    readLog(past);
    readMarkers(past);
    return past;
}

HistoryPast HistoryReader::readCharts()
{
    HistoryPast past;
    readFigures(past);
    readMarkers(past);
    return past;
}

void HistoryReader::readFigures(HistoryPast& past)
{
    QSqlQuery query = m_database.query();
    query.prepare(u"SELECT level, body FROM figures ORDER BY level, time"_s);
    if (!m_database.run(query))
        return;
    while (query.next()) {
        const auto level = query.value(0).toULongLong();
        if (level >= TimeSeries::LevelCount)
            continue; // of a version to come
        if (auto sample = history_codec::sampleOf(query.value(1).toByteArray()))
            past.figures.at(level).push_back(std::move(*sample));
    }
    m_database.look(query);
}

void HistoryReader::readMessages(HistoryPast& past)
{
    QSqlQuery query = m_database.query();
    query.prepare(u"SELECT seq, body, figures FROM messages ORDER BY seq DESC LIMIT %1"_s.arg(
        HistoryPast::MostMessages));
    if (!m_database.run(query))
        return;
    qint64 bytes = 0;
    while (bytes < HistoryPast::MostMessageBytes && query.next()) {
        if (past.lastMessage == 0)
            past.lastMessage = quint64(query.value(0).toLongLong() & history_sequence::NumberMask);
        const QByteArray body = query.value(1).toByteArray();
        if (auto message = history_codec::messageOf(body, query.value(2).toByteArray()))
            past.messages.push_back(std::move(*message));
        bytes += body.size();
    }
    m_database.look(query);
    std::reverse(past.messages.begin(), past.messages.end());
    past.lastMessage = std::max(past.lastMessage, quint64(past.messages.size()));
}

void HistoryReader::readClosed(HistoryPast& past)
{
    QSqlQuery query = m_database.query();
    query.prepare(
        u"SELECT seq, body FROM closed ORDER BY seq DESC LIMIT %1"_s.arg(HistoryPast::MostClosed));
    if (!m_database.run(query))
        return;
    while (query.next()) {
        if (past.lastClosed == 0)
            past.lastClosed = quint64(query.value(0).toLongLong() & history_sequence::NumberMask);
        if (auto row = history_codec::closedOf(query.value(1).toByteArray()))
            past.closed.push_back(std::move(*row));
    }
    m_database.look(query);
    std::reverse(past.closed.begin(), past.closed.end());
    past.lastClosed = std::max(past.lastClosed, quint64(past.closed.size()));
}

void HistoryReader::readLog(HistoryPast& past)
{
    QSqlQuery query = m_database.query();
    query.prepare(u"SELECT time, level, category, text FROM log ORDER BY seq DESC LIMIT %1"_s.arg(
        HistoryPast::MostLogLines));
    if (!m_database.run(query))
        return;
    while (query.next()) {
        LogLine line;
        line.timeMs = query.value(0).toLongLong();
        const int level = query.value(1).toInt();
        line.level = level >= QtDebugMsg && level <= QtInfoMsg ? QtMsgType(level) : QtInfoMsg;
        line.category = query.value(2).toString();
        line.text = query.value(3).toString();
        past.log.push_back(std::move(line));
    }
    m_database.look(query);
    std::reverse(past.log.begin(), past.log.end());
}

void HistoryReader::readMarkers(HistoryPast& past)
{
    QSqlQuery query = m_database.query();
    query.prepare(
        u"SELECT time, kind, text, subject FROM markers ORDER BY time DESC LIMIT %1"_s.arg(
            HistoryPast::MostMarkers));
    if (!m_database.run(query))
        return;
    while (query.next()) {
        const int kind = query.value(1).toInt();
        const bool isKnown = kind >= 0 && kind <= int(ChartMarker::Kind::Note);
        past.markers.push_back({query.value(0).toLongLong(), query.value(2).toString(),
            isKnown ? ChartMarker::Kind(kind) : ChartMarker::Kind::Event,
            query.value(3).toString()});
    }
    m_database.look(query);
    std::reverse(past.markers.begin(), past.markers.end());
}

} // namespace fanlight
