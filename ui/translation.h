// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace fanlight {

// Lets tr() answer in the language of a locale as far as there are texts in it, else in English,
// whose plural forms are a translation, too. Once, after the application object is made and before
// the first text is shown; main thread. Figures and times stay as format.h writes them.
void installTranslations(const QLocale& locale);

} // namespace fanlight
