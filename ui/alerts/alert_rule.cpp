// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_rule.h"

#include "metrics/nearest_name.h"
#include "metrics/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

struct AlertRuleText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AlertRule)
public:
    static QString tooLong()
    {
        return tr("A rule may have %1 characters.").arg(AlertRule::MostTextCharacters);
    }
};

struct UnitWord {
    QLatin1StringView word;
    double times; // of the first unit
};

// Ascending. What is first is what values are kept in.
std::span<const UnitWord> unitsOf(AlertUnit unit)
{
    static constexpr std::array Shares{UnitWord{"%"_L1, 1}};
    static constexpr std::array Rates{UnitWord{"/s"_L1, 1}};
    static constexpr std::array Sizes{UnitWord{"B"_L1, 1}, UnitWord{"KiB"_L1, 1024},
        UnitWord{"MiB"_L1, 1024. * 1024}, UnitWord{"GiB"_L1, 1024. * 1024 * 1024}};
    static constexpr std::array SizeRates{UnitWord{"B/s"_L1, 1}, UnitWord{"KiB/s"_L1, 1024},
        UnitWord{"MiB/s"_L1, 1024. * 1024}, UnitWord{"GiB/s"_L1, 1024. * 1024 * 1024}};
    static constexpr std::array Times{UnitWord{"ms"_L1, 1}, UnitWord{"s"_L1, 1000}};
    switch (unit) {
    case AlertUnit::PerSecond:
        return Rates;
    case AlertUnit::Bytes:
        return Sizes;
    case AlertUnit::BytesPerSecond:
        return SizeRates;
    case AlertUnit::Percent:
        return Shares;
    case AlertUnit::Milliseconds:
        return Times;
    case AlertUnit::Count:
    case AlertUnit::State:
        break;
    }
    return {};
}

// Of these a bare number says enough.
bool needsUnit(AlertUnit unit)
{
    return unit == AlertUnit::Bytes || unit == AlertUnit::BytesPerSecond
        || unit == AlertUnit::Milliseconds;
}

struct OperatorWord {
    QLatin1StringView word;
    AlertOperator op;
};
// The longer ones first, as they are looked for.
constexpr std::array Operators{OperatorWord{">="_L1, AlertOperator::AtLeast},
    OperatorWord{"<="_L1, AlertOperator::AtMost}, OperatorWord{">"_L1, AlertOperator::Above},
    OperatorWord{"<"_L1, AlertOperator::Below}};

QString numberText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

// With the largest unit that leaves a whole number.
QString exactText(AlertUnit unit, double value)
{
    const auto units = unitsOf(unit);
    if (units.empty())
        return numberText(value);
    const UnitWord* best = units.data();
    for (const UnitWord& one : units) {
        if (value >= one.times && std::fmod(value, one.times) == 0)
            best = &one;
    }
    const QString number = numberText(value / best->times);
    const QString gap = unit == AlertUnit::PerSecond ? QString() : u" "_s;
    return number + gap + best->word;
}

QString unitList(AlertUnit unit)
{
    QStringList words;
    for (const UnitWord& one : unitsOf(unit))
        words << QString(one.word);
    return words.join(u", "_s);
}

// "30 s", "5 min": as a person writes it; parseDuration() has the rest.
QString lastingText(std::chrono::milliseconds lasts)
{
    const QString text = durationText(lasts);
    const auto unit = std::find_if(
        text.begin(), text.end(), [](QChar sign) { return !sign.isDigit() && sign != u'.'; });
    const auto digits = qsizetype(unit - text.begin());
    return text.left(digits) + u' ' + text.mid(digits);
}

// Reads a line from left to right.
class AlertLineReader {
public:
    explicit AlertLineReader(const QString& text)
        : m_text(text)
    {
    }

    AlertRule::Parsed read()
    {
        if (m_text.size() > AlertRule::MostTextCharacters)
            return wrong(AlertRule::MostTextCharacters, m_text.size(), AlertRuleText::tooLong());
        if (!readFigure() || !readCondition() || !readLasting())
            return m_wrong;
        AlertRule::Parsed done;
        done.rule = m_rule;
        return done;
    }

private:
    AlertRule::Parsed wrong(qsizetype from, qsizetype to, const QString& error)
    {
        m_wrong.error = error;
        m_wrong.at = from;
        m_wrong.length = std::max<qsizetype>(0, to - from);
        return m_wrong;
    }
    bool isWrong(qsizetype from, qsizetype to, const QString& error)
    {
        wrong(from, to, error);
        return false;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }
    template <class Is> QString take(Is is)
    {
        skipBlanks();
        m_begin = m_at;
        while (m_at < m_text.size() && is(m_text[m_at]))
            ++m_at;
        return m_text.mid(m_begin, m_at - m_begin);
    }
    QString takeWord()
    {
        return take([](QChar sign) {
            return sign.isLetterOrNumber() || sign == u'_' || sign == u'.' || sign == u'-';
        });
    }

    bool readFigure()
    {
        const QString word = takeWord();
        if (word.isEmpty())
            return isWrong(m_begin, m_begin,
                AlertRuleText::tr("A rule begins with a figure: ack_p99, slow_clients, redis…"));
        m_rule.figure = AlertFigure::find(word.toLower());
        if (m_rule.figure)
            return true;
        const QString meant = nearestName(word.toLower(), AlertFigure::names());
        return isWrong(m_begin, m_at,
            meant.isEmpty()
                ? AlertRuleText::tr("There is no figure “%1”; press the list for all.").arg(word)
                : AlertRuleText::tr("There is no figure “%1”; do you mean %2?").arg(word, meant));
    }

    bool readCondition()
    {
        return m_rule.figure->isState() ? readState() : readOperator() && readNumber();
    }

    bool readState()
    {
        const QString word = takeWord();
        if (word.toLower() == m_rule.figure->state)
            return true;
        return isWrong(m_begin, m_at,
            AlertRuleText::tr("Write “%1 %2”.").arg(m_rule.figure->name, m_rule.figure->state));
    }

    bool readOperator()
    {
        skipBlanks();
        for (const OperatorWord& one : Operators) {
            if (!QStringView(m_text).mid(m_at).startsWith(one.word))
                continue;
            m_rule.op = one.op;
            m_at += one.word.size();
            return true;
        }
        return isWrong(m_at, m_at,
            AlertRuleText::tr("After %1 comes one of > >= < <=.").arg(m_rule.figure->name));
    }

    bool readNumber()
    {
        const QString digits = take([](QChar sign) {
            return (sign >= u'0' && sign <= u'9') || sign == u'.' || sign == u',' || sign == u'-';
        });
        const qsizetype from = m_begin;
        bool isNumber = false;
        const double number = digits.toDouble(&isNumber);
        if (!isNumber || digits.startsWith(u'-'))
            return isWrong(from, m_at,
                digits.isEmpty()
                    ? AlertRuleText::tr("Here a number is missing, like %1.").arg(example())
                    : AlertRuleText::tr("“%1” is no number from 0 on; write it like %2.")
                          .arg(digits, example()));
        const std::optional<double> times = readUnit(number);
        if (!times)
            return false;
        m_rule.value = number * *times;
        if (m_rule.value <= AlertRule::MostValue)
            return true;
        return isWrong(from, m_at,
            AlertRuleText::tr("A number may be up to %1.").arg(numberText(AlertRule::MostValue)));
    }

    QString example() const
    {
        const auto units = unitsOf(m_rule.figure->unit);
        return units.empty() ? u"50"_s : exactText(m_rule.figure->unit, 50 * units.back().times);
    }

    // What one of the unit is; nothing when it is none.
    std::optional<double> readUnit(double number)
    {
        const qsizetype before = m_at;
        const QString word
            = take([](QChar sign) { return sign.isLetter() || sign == u'/' || sign == u'%'; });
        const AlertUnit unit = m_rule.figure->unit;
        if (word.isEmpty() || word == "for"_L1) {
            m_at = before;
            if (number == 0 || !needsUnit(unit))
                return 1;
            isWrong(m_begin, m_begin,
                AlertRuleText::tr("Say the unit: one of %1.").arg(unitList(unit)));
            return std::nullopt;
        }
        for (const UnitWord& one : unitsOf(unit)) {
            if (word.compare(one.word, Qt::CaseInsensitive) == 0)
                return one.times;
        }
        isWrong(m_begin, m_at,
            unitsOf(unit).empty() ? AlertRuleText::tr("%1 is a plain number, without “%2”.")
                                        .arg(m_rule.figure->name, word)
                                  : AlertRuleText::tr("%1 is in %2, not in “%3”.")
                                        .arg(m_rule.figure->name, unitList(unit), word));
        return std::nullopt;
    }

    bool readLasting()
    {
        skipBlanks();
        if (m_at == m_text.size())
            return true;
        const qsizetype from = m_at;
        if (takeWord() != "for"_L1)
            return isWrong(
                from, m_text.size(), AlertRuleText::tr("Only a time may follow, like “for 30 s”."));
        skipBlanks();
        const qsizetype begin = m_at;
        QString duration = m_text.mid(m_at).simplified();
        duration.remove(u' ');
        if (duration.endsWith("min"_L1))
            duration.chop(2);
        const auto lasts
            = duration.isEmpty() || duration == OffWord ? std::nullopt : parseDuration(duration);
        if (!lasts || *lasts > AlertRule::MostLasting || lasts->count() < 0)
            return isWrong(begin, m_text.size(),
                AlertRuleText::tr("After “for” comes a time up to %1, like 30 s or 5 min.")
                    .arg(lastingText(AlertRule::MostLasting)));
        m_rule.lasts = *lasts;
        return true;
    }

    const QString& m_text;
    qsizetype m_at = 0;
    qsizetype m_begin = 0; // of the word that was taken last
    AlertRule m_rule;
    AlertRule::Parsed m_wrong;
};

} // namespace

AlertRule::Parsed AlertRule::parse(const QString& text)
{
    return AlertLineReader(text).read();
}

QString AlertRule::text() const
{
    if (!figure)
        return {};
    QString text = figure->name;
    if (figure->isState()) {
        text += u' ' + figure->state;
    } else {
        const auto word = std::find_if(Operators.begin(), Operators.end(),
            [this](const OperatorWord& one) { return one.op == op; });
        text += u' ' + QString(word->word) + u' ' + exactText(figure->unit, value);
    }
    if (lasts.count() > 0)
        text += u" for "_s + lastingText(lasts);
    return text;
}

std::optional<bool> AlertRule::holds(const AlertReading& reading) const
{
    const double now = figure->of(reading);
    if (!isKnown(now))
        return std::nullopt;
    if (figure->isState())
        return now > 0;
    switch (op) {
    case AlertOperator::Above:
        return now > value;
    case AlertOperator::AtLeast:
        return now >= value;
    case AlertOperator::Below:
        return now < value;
    case AlertOperator::AtMost:
        break;
    }
    return now <= value;
}

bool AlertRule::sameCondition(const AlertRule& other) const
{
    return text() == other.text() && hub == other.hub && isOn == other.isOn;
}

QString alertSeverityWord(AlertSeverity severity)
{
    return severity == AlertSeverity::Critical ? u"critical"_s : u"warning"_s;
}

QJsonObject AlertRule::toJson() const
{
    return {{u"id"_s, id}, {u"rule"_s, text()}, {u"name"_s, name},
        {u"severity"_s, alertSeverityWord(severity)}, {u"hub"_s, hub}, {u"on"_s, isOn},
        {u"notify"_s, notifies}};
}

std::optional<AlertRule> AlertRule::fromJson(const QJsonObject& object)
{
    std::optional<AlertRule> rule = parse(object.value(u"rule"_s).toString()).rule;
    if (!rule)
        return std::nullopt;
    rule->id = object.value(u"id"_s).toString();
    rule->name = object.value(u"name"_s).toString();
    rule->hub = object.value(u"hub"_s).toString();
    if (rule->id.isEmpty() || rule->id.size() > MostIdCharacters
        || rule->name.size() > MostNameCharacters || rule->hub.size() > MostHubCharacters)
        return std::nullopt;
    const bool isCritical
        = object.value(u"severity"_s).toString() == alertSeverityWord(AlertSeverity::Critical);
    rule->severity = isCritical ? AlertSeverity::Critical : AlertSeverity::Warning;
    rule->isOn = object.value(u"on"_s).toBool(true);
    rule->notifies = object.value(u"notify"_s).toBool(true);
    return rule;
}

} // namespace fanlight
