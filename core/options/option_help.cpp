// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/option_help.h"

#include <QStringList>

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
    return usage.leftJustified(column) % (width > 0 ? wrapped(text, *this) : text) % u'\n';
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

} // namespace fanlight
