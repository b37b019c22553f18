// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options/option_reader.h"

#include <functional>
#include <utility>
#include <vector>

namespace fanlight {

// An option, and the way from its text to what it sets, and back.
template <class Target> struct Option {
    // Answers with what is wrong, without the option's name, and leaves the target as it was; empty
    // when the text was taken. Null: whoever asks for it reads it.
    using Set = std::function<QString(Target&, const QString&)>;
    // What a Set would take for the current value; null: there is no way back.
    using Text = std::function<QString(const Target&)>;

    Option(OptionSpec what, Set setter, Text getter = nullptr)
        : spec(std::move(what))
        , set(std::move(setter))
        , text(std::move(getter))
    {
    }

    OptionSpec spec;
    Set set;
    Text text;
};

// Options that belong together, under one heading of the manual page.
template <class Target> struct OptionGroup {
    const char* section;
    std::vector<Option<Target>> options;
};

// All options of a kind of target, each once, in the order of help. Constant; any thread.
template <class Target> class OptionTable {
public:
    // `common` is done to each spec, for what they have in common. Where a default is not said, it
    // is that of a fresh target.
    OptionTable(std::vector<OptionGroup<Target>> groups, void (*common)(OptionSpec&))
    {
        for (OptionGroup<Target>& group : groups) {
            for (Option<Target>& option : group.options) {
                option.spec.section = group.section;
                common(option.spec);
                if (option.text && option.spec.defaultValue.isEmpty())
                    option.spec.defaultValue = option.text(Target{});
                m_specs.push_back(option.spec);
                m_options.push_back(std::move(option));
            }
        }
    }

    const std::vector<OptionSpec>& specs() const { return m_specs; }
    const Option<Target>* find(QStringView name) const // null: there is none
    {
        const OptionSpec* const spec = findOption(m_specs, name);
        return spec ? &m_options[static_cast<std::size_t>(spec - m_specs.data())] : nullptr;
    }

    // Each as the first of its sources says it, in the table's order. Empty, or one line on the
    // first that is not taken. `origins` gets where each stands that stands anywhere.
    QString fill(Target& target, const GivenOptions& commandLine, const OptionSources& sources,
        OptionOrigins* origins = nullptr) const
    {
        const std::vector<OptionFault> faults = fillAll(target, commandLine, sources, origins);
        return faults.empty() ? QString() : faults.front().text;
    }
    // … with what is wrong with each that is not taken. `places` gets how a line about each begins.
    std::vector<OptionFault> fillAll(Target& target, const GivenOptions& commandLine,
        const OptionSources& sources, OptionOrigins* origins, OptionPlaces* places = nullptr) const
    {
        std::vector<OptionFault> faults;
        for (const Option<Target>& option : m_options) {
            const auto given = lookUp(option.spec, commandLine, sources);
            if (!given || !option.set)
                continue;
            if (origins)
                origins->insert(QString::fromLatin1(option.spec.name), given->origin);
            if (places)
                places->insert(QString::fromLatin1(option.spec.name), given->source);
            if (const QString wrong = option.set(target, given->value); !wrong.isEmpty())
                faults.push_back({given->source + QStringLiteral(": ") + wrong, given->origin});
        }
        return faults;
    }
    // What the command line says of these options, in its order. Likewise.
    QString fillInOrder(Target& target, const GivenOptions& commandLine) const
    {
        for (const GivenOption& given : commandLine.all) {
            const Option<Target>* const option = find(QString::fromLatin1(given.spec->name));
            if (!option || !option->set)
                continue;
            if (const QString wrong = option->set(target, given.value); !wrong.isEmpty())
                return given.source + QStringLiteral(": ") + wrong;
        }
        return {};
    }

private:
    std::vector<OptionSpec> m_specs; // of m_options, in their order
    std::vector<Option<Target>> m_options;
};

} // namespace fanlight
