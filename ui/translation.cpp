// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translation.h"

#include <QCoreApplication>
#include <QTranslator>

namespace fanlight {
namespace {

void install(const QLocale& locale)
{
    QCoreApplication* application = QCoreApplication::instance();
    auto* translator = new QTranslator(application);
    if (translator->load(locale, QStringLiteral("fanlight"), QStringLiteral("_"),
            QStringLiteral(":/fanlight/translations")))
        application->installTranslator(translator);
    else
        delete translator;
}

} // namespace

void installTranslations(const QLocale& locale)
{
    // What is installed last is asked first.
    install(QLocale(QLocale::English));
    if (locale.language() != QLocale::English)
        install(locale);
}

} // namespace fanlight
