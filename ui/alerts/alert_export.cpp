// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_export.h"

#include "metrics/units.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// A text in double quotes as YAML reads it: JSON's are.
QString quoted(const QString& text)
{
    const QString array
        = QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
    return array.mid(1, array.size() - 2);
}

// What a user wrote is no template of Prometheus'.
QString plain(QString text)
{
    return text.replace(u"{{"_s, u"{ {"_s);
}

// "FanlightAckP99Above50Ms": words of letters and figures, each with a capital.
QString camelCase(const QString& text)
{
    QString name = u"Fanlight"_s;
    bool begins = true;
    for (const QChar sign : text) {
        const bool isPart = sign.unicode() < 128 && sign.isLetterOrNumber();
        if (isPart)
            name += begins ? sign.toUpper() : sign;
        begins = !isPart;
    }
    return name;
}

QString nameOf(const AlertRule& rule)
{
    if (!rule.name.isEmpty()) {
        if (QString name = camelCase(rule.name); name != "Fanlight"_L1)
            return name;
    }
    QString words = rule.text().section(u" for "_s, 0, 0);
    words.replace(u">="_s, u"at least"_s).replace(u"<="_s, u"at most"_s);
    words.replace(u">"_s, u"above"_s).replace(u"<"_s, u"below"_s);
    words.replace(u"%"_s, u" percent"_s).replace(u"/s"_s, u" per second"_s);
    return camelCase(words);
}

QString expressionOf(const AlertRule& rule)
{
    const AlertFigure& figure = *rule.figure;
    if (figure.isState())
        return figure.expression;
    const auto word = [](AlertOperator op) {
        switch (op) {
        case AlertOperator::Above:
            return u">"_s;
        case AlertOperator::AtLeast:
            return u">="_s;
        case AlertOperator::Below:
            return u"<"_s;
        case AlertOperator::AtMost:
            break;
        }
        return u"<="_s;
    };
    return figure.expression + u' ' + word(rule.op) + u' '
        + QString::number(rule.value * figure.scale, 'g', 12);
}

QString ruleText(const AlertRule& rule, const QString& name)
{
    QString text = u"      - alert: %1\n"_s.arg(name);
    text += u"        expr: %1\n"_s.arg(quoted(expressionOf(rule)));
    if (rule.lasts.count() > 0) {
        const QString lasts = durationText(rule.lasts);
        // it is over once it has not held for as long, as in the window
        text += u"        for: %1\n        keep_firing_for: %1\n"_s.arg(lasts);
    }
    text += u"        labels: { severity: %1 }\n"_s.arg(alertSeverityWord(rule.severity));
    text += u"        annotations:\n"_s;
    text += u"          summary: %1\n"_s.arg(
        quoted(u"{{ $labels.instance }}: "_s + plain(rule.title())));
    QString description = rule.text() + u" ("_s + QString::fromUtf8(rule.figure->what) + u")"_s;
    if (!rule.hub.isEmpty())
        description += u", made for "_s + rule.hub;
    text += u"          description: %1\n"_s.arg(quoted(plain(description)));
    return text;
}

} // namespace

QStringList prometheusRuleNames(const std::vector<AlertRule>& rules)
{
    QStringList names;
    for (const AlertRule& rule : rules) {
        if (!rule.isOn)
            continue;
        const QString name = nameOf(rule);
        QString unique = name;
        for (int number = 2; names.contains(unique); ++number)
            unique = name + u'N' + QString::number(number);
        names << unique;
    }
    return names;
}

QByteArray prometheusRules(const std::vector<AlertRule>& rules)
{
    const QStringList names = prometheusRuleNames(rules);
    QString text
        = u"# Alert rules of a Fanlight window, for Prometheus 2.42 or newer that scrapes the hubs "
          u"as\n"
          "# the job \"fanlight\", at least every 20 s. Percentiles are as fine as the buckets of\n"
          "# /metrics. Check with: promtool check rules FILE\n"
          "groups:\n  - name: fanlight-window\n    rules:"_s;
    text += names.isEmpty() ? u" []\n"_s : u"\n"_s;
    qsizetype next = 0;
    for (const AlertRule& rule : rules) {
        if (rule.isOn)
            text += ruleText(rule, names.at(next++));
    }
    return text.toUtf8();
}

} // namespace fanlight
