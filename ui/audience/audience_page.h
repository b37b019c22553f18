// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audience/audience_editor.h"
#include "hub/hub_port.h"
#include "shell/ability_gate.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace fanlight {

class Card;
class EmptyState;
class RowTable;
class Segmented;

// Who follows whom and who wants what: sets of users, to look at and to change by hand, from a
// file, or made up. The editor asks for them and changes them, which goes on whichever page is
// seen; the page lays out what it has and asks the user. Main thread; owned by the window.
class AudiencePage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    AudiencePage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~AudiencePage() override;

    void takeSample(const MetricsSample& sample) { m_connections = sample.connections; }
    void selectSet(const QString& set); // also one that has no user yet
    AudienceEditor& editor() { return m_editor; }
    RowTable* memberTable() const { return m_memberTable; }
    EmptyState* emptyState() const { return m_empty; }
    QString jobText() const;
    QString countText() const;
    QString titleText() const;

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeToolLine();
    Card* makeSets();
    Card* makeMembers();
    QBoxLayout* makeAddLine();
    QWidget* makeJobLine();
    void makeShortcuts();

    void connectEditor();

    void setKind(int kind);
    void currentSetChanged();
    void showSelected();
    void addTyped();
    void paste();
    void removeSelected();
    void askToDelete();
    void askForName();
    void askForImport();
    void askForDemo();
    void askForExport(bool selectedOnly);
    void takeAbilities();
    void showWork();
    void updateTexts();
    void updateTitle();
    bool isFollowers() const { return m_editor.kind() == AudienceKind::Followers; }

    HubPort& m_hub;
    const Theme& m_theme;
    UiState& m_state;
    AbilityGate m_gate;
    AudienceEditor m_editor;
    quint64 m_connections = 0;
    int m_topMember = 0; // row, before the users came anew

    Segmented* m_kinds;
    QLabel* m_kept;
    QPushButton* m_new;
    QPushButton* m_import;
    QPushButton* m_generate;
    QPushButton* m_exportButton;
    QLineEdit* m_search;
    RowTable* m_setTable;
    QLabel* m_setCount;
    Card* m_memberCard = nullptr;
    QLabel* m_memberCount;
    QLineEdit* m_filter;
    RowTable* m_memberTable;
    QLineEdit* m_add;
    QPushButton* m_addButton;
    QPushButton* m_paste;
    QPushButton* m_remove;
    QPushButton* m_delete;
    QPushButton* m_undo;
    QLabel* m_problem;
    QWidget* m_jobLine = nullptr;
    QLabel* m_jobText;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
};

} // namespace fanlight
