// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/kept_options.h"

#include <QFile>
#include <QSettings>

namespace fanlight {
namespace {

void put(QSettings& settings, const QString& name, const QString& text)
{
    settings.setValue(QStringLiteral("hub/") + name, text);
}

void keepToTheUser(QSettings& settings)
{
    settings.sync();
    QFile::setPermissions(settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

void keepHubOption(QSettings& settings, const QString& name, const QString& text)
{
    put(settings, name, text);
    keepToTheUser(settings);
}

void keepHubOptions(QSettings& settings, const HubOptions& before, const HubOptions& after)
{
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(after, name);
        if (text != hubOptionText(before, name))
            put(settings, name, text);
    }
    keepToTheUser(settings);
}

} // namespace fanlight
