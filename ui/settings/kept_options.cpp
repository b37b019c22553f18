// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/kept_options.h"

#include <QCoreApplication>
#include <QFile>
#include <QSettings>

namespace fanlight {
namespace {

void put(QSettings& settings, const QString& name, const QString& text)
{
    const QString key = QStringLiteral("hub/") + name;
    settings.remove(key);
    // A file for all users may say something else than the default.
    if (text != hubOptionText(HubOptions(), name) || settings.contains(key))
        settings.setValue(key, text);
}

} // namespace

QString writeSettings(QSettings& settings)
{
    settings.sync();
    QFile::setPermissions(settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
    switch (settings.status()) {
    case QSettings::NoError:
        return {};
    case QSettings::FormatError:
        return QCoreApplication::translate(
            "fanlight::SettingsPage", "%1 is not a settings file any more; move it aside.")
            .arg(settings.fileName());
    case QSettings::AccessError:
        break;
    }
    return QCoreApplication::translate("fanlight::SettingsPage",
        "%1 cannot be written: look at its permissions and those of its folder.")
        .arg(settings.fileName());
}

QString keepHubOption(QSettings& settings, const QString& name, const QString& text)
{
    put(settings, name, text);
    return writeSettings(settings);
}

QString keepHubOptions(QSettings& settings, const HubOptions& before, const HubOptions& after)
{
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(after, name);
        if (text != hubOptionText(before, name))
            put(settings, name, text);
    }
    return writeSettings(settings);
}

} // namespace fanlight
