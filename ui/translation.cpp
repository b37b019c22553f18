// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QSettings>
#include <QTranslator>

namespace fanlight {
namespace {

const QString Folder = QStringLiteral(":/fanlight/translations");
const QString Prefix = QStringLiteral("fanlight");
const QString Joint = QStringLiteral("_");

// The language that was found, empty for none.
QString install(const QLocale& locale, const QString& name, const QString& folder)
{
    QCoreApplication* application = QCoreApplication::instance();
    auto* translator = new QTranslator(application);
    if (translator->load(locale, name, Joint, folder)) {
        application->installTranslator(translator);
        return translator->language();
    }
    delete translator;
    return {};
}

bool isEnglish(const QLocale& locale)
{
    const QStringList languages = locale.uiLanguages(); // LANGUAGE may differ from LANG
    return languages.isEmpty() || languages.first().startsWith(QStringLiteral("en"));
}

} // namespace

void installTranslations(const QLocale& locale)
{
    // What is installed last is asked first.
    install(QLocale(QLocale::English), Prefix, Folder);
    if (isEnglish(locale))
        return;
    const QString found = install(locale, Prefix, Folder);
    if (!found.isEmpty() && !found.startsWith(QStringLiteral("en"))) // no mixture of languages
        install(QLocale(found), QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

namespace language {

QStringList all()
{
    QStringList languages{System};
    const QStringList files = QDir(Folder).entryList({Prefix + Joint + QStringLiteral("*.qm")});
    for (const QString& file : files) // by name
        languages << file.mid(Prefix.size() + Joint.size()).chopped(3);
    return languages;
}

QString name(const QString& language)
{
    // Of a language as such: that of a country would be "American English".
    const QString name
        = QLocale(QLocale::codeToLanguage(language), QLocale::World).nativeLanguageName();
    return name.left(1).toUpper() + name.mid(1);
}

std::optional<QLocale> locale(const QString& language)
{
    if (language == System)
        return QLocale::system();
    return all().contains(language) ? std::optional(QLocale(language)) : std::nullopt;
}

QString saved(const QSettings& settings)
{
    const QString kept = settings.value(Key).toString();
    return all().contains(kept) ? kept : System;
}

} // namespace language
} // namespace fanlight
