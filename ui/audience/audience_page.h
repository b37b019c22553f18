// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audience/audience_export.h"
#include "audience/audience_job.h"
#include "audience/member_model.h"
#include "audience/set_model.h"
#include "delivery/demo_graph.h"
#include "hub/hub.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QTimer>
#include <QWidget>

#include <optional>

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
// file, or made up. Asks the hub only while it is seen; one long change at a time, which goes on
// whichever page is seen. Main thread; owned by the window.
class AudiencePage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page.
    AudiencePage(Hub& hub, const Theme& theme, UiState& state, QWidget* parent = nullptr);
    ~AudiencePage() override;

    // What the hub answers ends here.
    void showSets(const AudienceSets& sets);
    void showMembers(const QString& set, const AudienceMembers& members);

    void selectSet(const QString& set); // also one that has no user yet
    void addUsers(const QStringList& ids); // to the selected set
    void importFile(const QString& path);
    void generate(const DemoGraphPlan& plan, bool withInterests);
    void exportTo(const QString& path, const QStringList& sets);
    void cancel(); // what is under way

    AudienceKind kind() const { return m_kind; }
    QString selectedSet() const { return m_set; }
    const AudienceJob& job() const { return m_job; }
    SetModel* sets() { return &m_sets; }
    MemberModel* members() { return &m_members; }
    RowTable* memberTable() const { return m_memberTable; }
    EmptyState* emptyState() const { return m_empty; }
    QString jobText() const;
    QString countText() const;
    QString titleText() const;

Q_SIGNALS:
    void lastAction(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeToolLine();
    Card* makeSets();
    Card* makeMembers();
    QBoxLayout* makeAddLine();
    QWidget* makeJobLine();
    void makeShortcuts();

    void setKind(int kind);
    void takeStatus(const HubStatus& status);
    void requestSets();
    void requestMembers();
    void currentSetChanged();
    void addTyped();
    void paste();
    void removeSelected();
    void askToDelete();
    void deleteSet(const QString& set);
    void askForName();
    void askForImport();
    void askForDemo();
    void askForExport(bool selectedOnly);
    void startJob(
        const QString& title, AudienceJob::Purpose purpose, const AudienceJob::Source& source);
    void jobProgressed();
    void jobFinished();
    void exportFinished(const QString& text, bool failed);
    void showJob(const QString& text, double done, bool failed);
    void changed(); // the audience: what is shown is asked for anew
    void updateTexts();
    void updateEmptyState();
    bool isBusy() const { return m_job.isRunning() || m_export.isRunning(); }

    Hub& m_hub;
    const Theme& m_theme;
    UiState& m_state;
    HubStatus m_status; // as last signalled
    AudienceKind m_kind = AudienceKind::Followers;
    QString m_set; // selected
    QString m_newSet; // has no user yet
    bool m_more = false; // sets than are shown
    QString m_error; // why the sets, or the users, are not known
    quint64 m_connections = 0;
    bool m_setsUnderWay = false;
    bool m_setsStale = true;
    bool m_membersUnderWay = false;
    bool m_membersStale = true;
    QTimer m_searchDelay;
    QTimer m_filterDelay;
    SetModel m_sets;
    MemberModel m_members;
    AudienceJob m_job;
    AudienceExport m_export;

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
