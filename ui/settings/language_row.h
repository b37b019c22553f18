// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QSettings;

namespace fanlight {

class Segmented;

// In which language the window speaks: kept, and taken with the next start. Main thread; owned by
// the page.
class LanguageRow : public QWidget {
    Q_OBJECT
public:
    explicit LanguageRow(QSettings& settings, QWidget* parent = nullptr); // must outlive the row

    Segmented* choice() const { return m_choice; }
    bool matches(const QStringList& words) const; // all of them
    // The command line says it again with the next start, whatever is kept.
    void setOverruled(bool overruled);
    QString origin() const; // as shown
    QString explanation() const; // as shown

private:
    void showOrigin();

    const QSettings& m_settings;
    const QString m_atStart;
    bool m_overruled = false;
    Segmented* m_choice;
    QLabel* m_words;
    QLabel* m_origin;
};

} // namespace fanlight
