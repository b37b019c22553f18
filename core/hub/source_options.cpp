// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/source_options.h"

#include "hub/options.h"
#include "sources/source_kinds.h"

namespace fanlight::source_options {

using namespace Qt::Literals::StringLiterals;

namespace {

QString setSources(HubOptions& options, const QString& value)
{
    const QStringList sources = SourceUrl::split(value);
    std::vector<source_kinds::Given> given;
    QString wrong = source_kinds::readAll(sources, &given);
    if (wrong.isEmpty())
        options.sources = sources;
    return wrong.endsWith(u'.') ? wrong.chopped(1) : wrong;
}

} // namespace

Option<HubOptions> row()
{
    return {{.name = "source",
                .value = "URL",
                .help = "a queue whose messages are published, and acknowledged once history has "
                        "them; several times or comma separated; ?password=@FILE keeps a password "
                        "out of the list of processes",
                .kind = OptionKind::Url,
                .repeat = OptionRepeat::Joined,
                .range = source_kinds::builtIn(),
                .isSecret = true},
        setSources, [](const HubOptions& options) { return options.sources.join(u','); }};
}

} // namespace fanlight::source_options
