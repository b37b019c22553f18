// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/doctor.h"
#include "theme/theme.h"
#include "widgets/card.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace fanlight {

class CodeView;

// One finding of the setup doctor: how it stands, what was seen, what to change, and how that is
// done in the server that is chosen. Main thread; owned by the page.
class FindingCard : public Card {
    Q_OBJECT
public:
    FindingCard(DoctorFinding::Check check, const Theme& theme, QWidget* parent = nullptr);

    void show(const DoctorFinding& finding);
    // Shows how it is done there, if it is known; otherwise the one the finding has first.
    void chooseServer(const QString& server);

    QString markText() const;
    QString sentence() const;
    QString adviceText() const; // empty: none is shown
    QString changeText() const; // the same
    QComboBox* serverBox() const { return m_servers; }
    QPushButton* copyButton() const { return m_copy; }

Q_SIGNALS:
    void serverChosen(const QString& server); // by the user
    void copied(const QString& what);

protected:
    // The wheel is for the page, not for a box or a text under the pointer.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showChange();
    void paintMark();
    void fitChange();

    const Theme& m_theme;
    DoctorFinding m_finding;
    QString m_server; // wished for
    QLabel* m_mark;
    QLabel* m_title;
    QLabel* m_word;
    QLabel* m_text;
    QLabel* m_advice;
    QWidget* m_remedy;
    QComboBox* m_servers;
    CodeView* m_change;
    QPushButton* m_copy;
};

} // namespace fanlight
