// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translation.h"

#include <QCoreApplication>

// Every test of the window reads what is read in the window: with an application object the texts
// are there.
static void installEnglish()
{
    fanlight::installTranslations(QLocale(QLocale::English));
}
Q_COREAPP_STARTUP_FUNCTION(installEnglish)
