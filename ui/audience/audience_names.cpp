// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_names.h"

#include "delivery/publish_parser.h"
#include "format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct AudienceNamesText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AudienceNames)
};

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
                m_parsed.refusals
                    += AudienceNamesText::tr("line %1: %2").arg(QString::number(line), problem);
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

QString memberCount(AudienceKind kind, qint64 n)
{
    const int form = format::plural(double(n));
    const QString text = kind == AudienceKind::Followers
        ? AudienceNamesText::tr("%1 follower(s)", nullptr, form)
        : AudienceNamesText::tr("%1 user(s)", nullptr, form);
    return text.arg(format::count(double(n)));
}

QString shortName(const QString& name)
{
    constexpr qsizetype Most = 40;
    constexpr qsizetype Begin = 24;
    constexpr qsizetype End = 12;
    if (name.size() <= Most)
        return name;
    qsizetype begin = Begin;
    if (name[begin - 1].isHighSurrogate())
        --begin; // not half a character
    qsizetype from = name.size() - End;
    if (name[from].isLowSurrogate())
        ++from;
    return name.first(begin) + QChar(0x2026) + name.sliced(from);
}

QString setTitle(AudienceKind kind, const QString& set)
{
    if (kind == AudienceKind::Followers)
        return AudienceNamesText::tr("Followers of author %1").arg(set);
    return AudienceNamesText::tr("Users who want “%1”").arg(set);
}

QString addManyTitle(AudienceKind kind, const QString& set)
{
    if (kind == AudienceKind::Followers)
        return AudienceNamesText::tr("Add many to the followers of author %1").arg(set);
    return AudienceNamesText::tr("Add many to the users who want “%1”").arg(set);
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
    QStringList parts{memberCount(AudienceKind::Interests, ids.size())};
    if (twice > 0)
        parts += AudienceNamesText::tr("%1 named twice", nullptr, format::plural(double(twice)))
                     .arg(count(twice));
    if (refused > 0)
        parts += AudienceNamesText::tr("%1 refused: %2", nullptr, format::plural(double(refused)))
                     .arg(count(refused), refusals.constFirst());
    return parts.join(u", "_s);
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
                taker.parsed().problem = AudienceNamesText::tr(
                    "More than %1 users: import them from a CSV file instead.")
                                             .arg(format::count(double(ParsedIds::MostIds)));
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
