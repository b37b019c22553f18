// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/option_spec.h"

#include <QStringList>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

QString OptionSpec::option() const
{
    return u"--"_s % QLatin1StringView(name);
}

QString OptionSpec::variable() const
{
    if (!hasVariable)
        return {};
    return u"FANLIGHT_"_s % QString::fromLatin1(name).toUpper().replace(u'-', u'_');
}

QString OptionSpec::settingsKey() const
{
    if (*settingsGroup == '\0')
        return {};
    return QLatin1StringView(settingsGroup) % u'/' % QLatin1StringView(name);
}

QString OptionSpec::helpText() const
{
    QStringList remarks;
    if (helpAddsRange && !range.isEmpty())
        remarks += range;
    if (helpAddsRange && !defaultValue.isEmpty())
        remarks += u"default "_s % defaultValue;
    const QString text = QString::fromUtf8(help);
    return remarks.isEmpty() ? text : QString(text % u" ("_s % remarks.join(u"; "_s) % u')');
}

const OptionSpec& helpOption()
{
    static const OptionSpec Spec{.name = "help", .help = "print this and exit"};
    return Spec;
}

const OptionSpec& versionOption()
{
    static const OptionSpec Spec{.name = "version", .help = "print the version and exit"};
    return Spec;
}

const OptionSpec& checkConfigOption()
{
    static const OptionSpec Spec{.name = "check-config",
        .help = "look at all options, wherever they stand, and at the files they name, say what is "
                "wrong with the line to mend, and exit: 0, 1, or 2 for the command line"};
    return Spec;
}

const OptionSpec* findOption(const std::vector<OptionSpec>& specs, QStringView name)
{
    const auto at = std::find_if(specs.begin(), specs.end(),
        [name](const OptionSpec& spec) { return name == QLatin1StringView(spec.name); });
    return at == specs.end() ? nullptr : &*at;
}

} // namespace fanlight
