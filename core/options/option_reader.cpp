// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options/option_reader.h"

#include "metrics/nearest_name.h"

#include <QSettings>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// One pass over the arguments, up to the first that cannot be read.
class CommandLine {
public:
    CommandLine(const QStringList& arguments, const std::vector<OptionSpec>& specs)
        : m_arguments(arguments)
        , m_specs(specs)
    {
    }

    GivenOptions read()
    {
        for (m_at = 0; m_at < m_arguments.size() && m_given.error.isEmpty(); ++m_at)
            readOne(m_arguments[m_at] == "-h"_L1 ? helpOption().option() : m_arguments[m_at]);
        return std::move(m_given);
    }

private:
    void readOne(const QString& argument)
    {
        if (!argument.startsWith("--"_L1) || argument.size() == 2) {
            m_given.error = u"“"_s % argument % u"” is not an option; --help lists all"_s;
            return;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        if (const OptionSpec* spec = findOption(m_specs, name))
            readValue(*spec, equals < 0 ? std::nullopt : std::optional(argument.mid(equals + 1)));
        else
            m_given.error = unknownOption(name, m_specs);
    }

    void readValue(const OptionSpec& spec, std::optional<QString> value)
    {
        if (!spec.takesValue() && value)
            m_given.error = spec.option() % u": takes no value"_s;
        else if (value)
            store(spec, *value);
        else if (spec.takesValue() && isValueNext())
            store(spec, m_arguments[++m_at]);
        else if (!spec.takesValue() || spec.mayLackValue)
            store(spec, {});
        else
            m_given.error = spec.option() % u": needs a value, "_s % QString::fromUtf8(spec.value);
    }

    bool isValueNext() const
    {
        return m_at + 1 < m_arguments.size() && !m_arguments[m_at + 1].startsWith("--"_L1);
    }

    void store(const OptionSpec& spec, const QString& value)
    {
        const auto before = std::find_if(m_given.all.begin(), m_given.all.end(),
            [&spec](const GivenOption& one) { return one.spec == &spec; });
        const bool isAgain = before != m_given.all.end();
        if (isAgain && spec.repeat == OptionRepeat::Joined)
            before->value += u',' % value;
        else if (isAgain && spec.repeat == OptionRepeat::Once && spec.takesValue())
            m_given.error = spec.option() % u": is given twice, and takes one value"_s
                % QString::fromUtf8(spec.hintWhenRepeated);
        else
            m_given.all.push_back({&spec, value, spec.option()});
    }

    const QStringList& m_arguments;
    const std::vector<OptionSpec>& m_specs;
    GivenOptions m_given;
    qsizetype m_at = 0;
};

} // namespace

const GivenOption* GivenOptions::find(QLatin1StringView name) const
{
    const auto at = std::find_if(all.rbegin(), all.rend(),
        [name](const GivenOption& one) { return name == QLatin1StringView(one.spec->name); });
    return at == all.rend() ? nullptr : &*at;
}

GivenOptions readCommandLine(const QStringList& arguments, const std::vector<OptionSpec>& specs)
{
    return CommandLine(arguments, specs).read();
}

std::optional<GivenOption> lookUp(
    const OptionSpec& spec, const GivenOptions& commandLine, const OptionSources& sources)
{
    if (const GivenOption* given = commandLine.find(QLatin1StringView(spec.name)))
        return *given;
    const QString variable = spec.variable();
    if (const QString value = sources.environment.value(variable);
        !variable.isEmpty() && !value.isEmpty())
        return GivenOption{&spec, value, variable, OptionOrigin::Environment};
    const QString key = spec.settingsKey();
    if (sources.config && !key.isEmpty()) {
        const auto name = QLatin1StringView(spec.name);
        const ConfigFile::Entry* const entry = sources.config->find(name);
        if (!entry)
            return std::nullopt;
        return GivenOption{
            &spec, entry->value, sources.config->placeOf(name), OptionOrigin::SettingsFile};
    }
    // A settings file gives an unquoted value with commas as a list.
    if (sources.settings && !key.isEmpty() && sources.settings->contains(key))
        return GivenOption{&spec, sources.settings->value(key).toStringList().join(u','),
            key % u" in "_s % sources.settings->fileName(), OptionOrigin::SettingsFile};
    return std::nullopt;
}

QString unknownOption(QStringView name, const std::vector<OptionSpec>& specs)
{
    QStringList names;
    for (const OptionSpec& spec : specs) {
        if (!spec.isHidden)
            names.append(QString::fromLatin1(spec.name));
    }
    const QString nearest = nearestName(name, names);
    const QString hint = nearest.isEmpty() ? u"--help lists all"_s
                                           : QString(u"did you mean --"_s % nearest % u'?');
    return u"--"_s % name % u": there is no such option; "_s % hint;
}

} // namespace fanlight
