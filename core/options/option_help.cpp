// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/option_help.h"

#include <algorithm>
#include <iterator>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// The explanation, broken between words, so that its lines stand below each other.
QString wrapped(const QString& text, const HelpLayout& layout)
{
    QStringList lines{QString()};
    for (const QString& word : text.split(u' ')) {
        const bool fits = layout.column + lines.last().size() + 1 + word.size() <= layout.width;
        if (lines.last().isEmpty())
            lines.last() = word;
        else if (fits)
            lines.last() += u' ' % word;
        else
            lines += word;
    }
    return lines.join(u'\n' % QString(layout.column, u' '));
}

} // namespace

QString HelpLayout::entry(const QString& name, const QString& text) const
{
    QString usage = u"  "_s % name;
    if (usage.size() >= column)
        usage += u'\n' % QString(column, u' ');
    return usage.leftJustified(column) % wrapped(text, *this) % u'\n';
}

QString exampleHelp(const std::vector<HelpExample>& examples)
{
    constexpr HelpLayout Below{.column = 6};
    QString text = u"\nExamples:\n"_s;
    for (const HelpExample& example : examples)
        text += u"  "_s % example.command % u'\n' % Below.entry(QString(), example.meaning);
    return text;
}

QString optionHelp(const std::vector<OptionSpec>& specs, const HelpLayout& layout)
{
    QString text;
    for (const OptionSpec& spec : specs) {
        if (spec.isHidden)
            continue;
        const QString value
            = spec.takesValue() ? QString(u' ' % QString::fromUtf8(spec.value)) : QString();
        text += layout.entry(spec.option() % value, spec.helpText());
    }
    return text;
}

QStringList sectionsOf(const std::vector<OptionSpec>& specs)
{
    QStringList sections;
    for (const OptionSpec& spec : specs) {
        const QString section = QString::fromUtf8(spec.section);
        if (!section.isEmpty() && !sections.contains(section))
            sections += section;
    }
    return sections << QString();
}

QString groupedHelp(
    const std::vector<OptionSpec>& specs, const QStringList& first, const HelpLayout& layout)
{
    QStringList sections = sectionsOf(specs);
    std::stable_partition(sections.begin(), sections.end(),
        [&first](const QString& section) { return first.contains(section); });
    const auto others = std::find_if_not(sections.begin(), sections.end(),
        [&first](const QString& section) { return first.contains(section); });
    std::sort(sections.begin(), others, [&first](const QString& one, const QString& other) {
        return first.indexOf(one) < first.indexOf(other);
    });
    QString text;
    for (const QString& section : std::as_const(sections)) {
        std::vector<OptionSpec> own;
        std::copy_if(specs.begin(), specs.end(), std::back_inserter(own),
            [&section](
                const OptionSpec& spec) { return section == QLatin1StringView(spec.section); });
        const QString rows = optionHelp(own, layout);
        if (!rows.isEmpty())
            text += u'\n' % (section.isEmpty() ? u"Help"_s : section) % u":\n"_s % rows;
    }
    return text;
}

} // namespace fanlight
