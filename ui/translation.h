// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QStringList>

#include <optional>

class QSettings;

namespace fanlight {

// Lets tr() answer in the language of a locale as far as there are texts in it, else in English,
// whose plural forms are a translation, too. Once, after the application object is made and before
// the first text is shown; main thread. Figures and times stay as format.h writes them. What Qt
// itself says (buttons, names of keys, file dialogs) follows where its texts are installed.
void installTranslations(const QLocale& locale);

namespace language {

inline const QString System = QStringLiteral("system"); // as the desktop has it
inline const QString Key = QStringLiteral("language"); // in the settings file, and as --language

QStringList all(); // System, then the languages there are texts in, by ISO 639: "de", "en"
QString name(const QString& language); // in that language: "Deutsch"
// The locale of a language, or of the desktop; nothing where it is none of all().
std::optional<QLocale> locale(const QString& language);
QString saved(const QSettings& settings); // one of all()

} // namespace language

} // namespace fanlight
