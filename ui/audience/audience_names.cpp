// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_names.h"

#include "delivery/publish_parser.h"
#include "format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

bool separates(QChar c)
{
    return c.isSpace() || c == u',' || c == u';';
}

// Takes ids one by one.
class Taker {
public:
    bool isFull() const { return m_parsed.ids.size() >= ParsedIds::MostIds; }
    ParsedIds& parsed() { return m_parsed; }

    void take(const QString& id, qint64 line)
    {
        if (const QString problem = audienceNameProblem({}, id); !problem.isEmpty()) {
            ++m_parsed.refused;
            if (m_parsed.refusals.size() < ParsedIds::MostRefusalsKept)
                m_parsed.refusals += u"line %1: %2"_s.arg(QString::number(line), problem);
        } else if (m_seen.contains(id)) {
            ++m_parsed.twice;
        } else {
            m_seen.insert(id);
            m_parsed.ids += id;
        }
    }

private:
    ParsedIds m_parsed;
    QSet<QString> m_seen;
};

// Nothing when it is no JSON array of texts and whole numbers.
std::optional<QStringList> jsonIds(const QString& text)
{
    if (!text.startsWith(u'['))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return std::nullopt;
    QStringList ids;
    for (const QJsonValue& value : document.array()) {
        if (!value.isString() && !value.isDouble())
            return std::nullopt;
        ids += value.isString() ? value.toString() : QString::number(value.toInteger());
    }
    return ids;
}

} // namespace

QString setNoun(AudienceKind kind)
{
    return kind == AudienceKind::Followers ? u"author"_s : u"type"_s;
}

QString memberNoun(AudienceKind kind, qint64 n)
{
    if (kind == AudienceKind::Followers)
        return n == 1 ? u"follower"_s : u"followers"_s;
    return n == 1 ? u"user"_s : u"users"_s;
}

QString setTitle(AudienceKind kind, const QString& set)
{
    if (kind == AudienceKind::Followers)
        return u"Followers of author "_s + set;
    return u"Users who want “"_s + set + u'”';
}

QString audienceNameProblem(const QString& field, const QString& name)
{
    QString problem = QString::fromStdString(checkName(field.toStdString(), name.toStdString()));
    return field.isEmpty() && problem.startsWith(u": "_s) ? problem.sliced(2) : problem;
}

QString ParsedIds::text() const
{
    if (!problem.isEmpty())
        return problem;
    const auto count = [](qint64 n) { return format::count(double(n)); };
    QString result = count(ids.size()) + (ids.size() == 1 ? u" user"_s : u" users"_s);
    if (twice > 0)
        result += u", "_s + count(twice) + u" named twice"_s;
    if (refused > 0)
        result += u", "_s + count(refused) + u" refused: "_s + refusals.constFirst();
    return result;
}

ParsedIds parseIds(const QString& text)
{
    Taker taker;
    if (const auto array = jsonIds(text.trimmed())) {
        for (const QString& id : *array) {
            if (!taker.isFull())
                taker.take(id, 1);
        }
        return taker.parsed();
    }
    qint64 line = 1;
    qsizetype begin = -1; // of an id
    for (qsizetype at = 0; at <= text.size(); ++at) {
        const bool ends = at == text.size() || separates(text[at]);
        if (!ends && begin < 0)
            begin = at;
        if (ends && begin >= 0) {
            if (taker.isFull()) {
                taker.parsed() = {};
                taker.parsed().problem
                    = u"More than %1 users: import them from a CSV file instead."_s.arg(
                        format::count(double(ParsedIds::MostIds)));
                break;
            }
            taker.take(text.sliced(begin, at - begin), line);
            begin = -1;
        }
        if (at < text.size() && text[at] == u'\n')
            ++line;
    }
    return taker.parsed();
}

} // namespace fanlight
