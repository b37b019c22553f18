// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/card.h"

#include <vector>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace fanlight {

class ShareBar;

// What to type where, to allow a process more descriptors.
struct FileLimitHint {
    QString where;
    QString line;
};
// With the limits as they are; what needs no root comes first.
std::vector<FileLimitHint> fileLimitHints(quint64 soft, quint64 hard);

// How many descriptors are used and allowed, and how to have more. Main thread; owned by the page.
class FileLimitCard : public Card {
    Q_OBJECT
public:
    static constexpr double WarnShare = 0.5;
    static constexpr double AlarmShare = 0.9;

    explicit FileLimitCard(const Theme& theme, QWidget* parent = nullptr);

    void setUse(double openFiles, double fileLimit); // Unknown: a dash
    void setLimits(quint64 soft, quint64 hard);
    void setHintsShown(bool shown); // they are for this machine
    QString text() const;
    ShareBar* bar() const { return m_bar; }
    QStringList lines() const; // what to type, as shown

Q_SIGNALS:
    void lastAction(const QString& text);

private:
    struct Row {
        QLabel* where;
        QLineEdit* line;
        QPushButton* copy;
    };
    static constexpr int MostHints = 5;
    void addRow(QGridLayout& grid);

    const Theme& m_theme;
    ShareBar* m_bar;
    QLabel* m_text;
    QLabel* m_advice;
    std::vector<Row> m_rows;
    quint64 m_soft = 0;
    quint64 m_hard = 0;
};

} // namespace fanlight
