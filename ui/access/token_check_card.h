// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <vector>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fanlight {

class HubPort;
class Theme;

// A user's token, pasted, is judged as it is typed, claim by claim. It is kept nowhere: not for
// undoing, not in a log, and it goes when the page is left. Main thread; owned by the page.
class TokenCheckCard : public Card {
    Q_OBJECT
public:
    static constexpr qsizetype MostCharacters = 16 << 10; // of a paste; a token has 8 KiB at most

    TokenCheckCard(HubPort& hub, const Theme& theme, QWidget* parent = nullptr); // outlive the card

    void takeAccess(const AccessSnapshot& access);
    void setMakingAllowed(bool allowed); // by the hub, now
    void refresh(); // times go on, and what the hub knows may be something else
    void forget();
    void showReport(const TokenReport& report, qint64 nowMs);

    QPlainTextEdit* edit() const { return m_edit; }
    Pill* pill() const { return m_pill; }
    QString summaryText() const;
    QStringList lines() const; // “exp | in 9 min | token expired …”
    QPushButton* makeButton() const { return m_make; }

Q_SIGNALS:
    void makeRequested();

private:
    struct Line {
        QLabel* name;
        QLabel* value;
        QLabel* badge; // it is right
        QLabel* refusal;
    };
    void ask();
    void showNothing();
    Line addLine();
    QString summaryOf(const TokenReport& report) const;
    QString nameOf(const TokenReport::Line& line) const;

    HubPort& m_hub;
    const Theme& m_theme;
    QString m_userClaim;
    bool m_isMakingAllowed = true;
    bool m_makes = false; // the hub can
    quint64 m_asked = 0; // the answer to any question but the last is not waited for
    Pill* m_pill;
    QPlainTextEdit* m_edit;
    QLabel* m_summary;
    QWidget* m_table;
    QGridLayout* m_grid;
    std::vector<Line> m_lines;
    QPushButton* m_clear;
    QPushButton* m_make;
};

} // namespace fanlight
