// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audience/audience_export.h"
#include "audience/audience_job.h"
#include "audience/member_model.h"
#include "audience/set_model.h"
#include "delivery/demo_graph.h"
#include "hub/snapshots.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace fanlight {

// All that the page of the audience has in hand, without a widget: the sets of one kind, the one
// that is selected and its users, asked for only while they are seen; and what is being changed or
// written, one at a time. Main thread; a member of the page.
class AudienceEditor : public QObject {
    Q_OBJECT
public:
    struct Hands { // on the hub; answered on the main thread, or never
        std::function<void(AudienceKind, const QString& contains,
            const std::function<void(const AudienceSets&)>& done)>
            sets;
        AudienceExport::Ask members;
        AudienceJob::Change change;
    };
    // What is under way, or how it went; nothing to say without a text.
    struct Work {
        QString text;
        double done = 0; // share, 0 to 1; less: not known
        bool failed = false;
    };

    explicit AudienceEditor(Hands hands, QObject* parent = nullptr);
    ~AudienceEditor() override;

    void takeStatus(const HubStatus& status);
    void setSeen(bool seen); // asks anew: others change the audience, too
    void refresh();
    void setKind(AudienceKind kind); // selects nothing
    void setSearch(const QString& text); // asked a moment later, once the typing is over
    void setFilter(const QString& text); // of the users, as late

    // What the hub answers ends here.
    void showSets(const AudienceSets& sets);
    void showMembers(const QString& set, const AudienceMembers& members);

    void select(const QString& set); // one that is listed, by the user
    void show(const QString& set); // also one that has no user yet; empty: none
    // Why there can be no set of this name; empty: there can.
    QString newSetProblem(const QString& name) const;

    // To and from the selected set.
    bool addTyped(const QString& text); // whether it was taken; problem() says what is wrong
    void addUsers(const QStringList& ids);
    void removeUsers(const QStringList& ids); // undo() brings them back
    bool canUndo() const { return !isBusy() && !m_removed.users.isEmpty() && isListening(); }
    void undo(); // the last removal of users
    void deleteSet(const QString& set);
    void importFile(const QString& path);
    void generate(const DemoGraphPlan& plan, bool withInterests);
    void exportTo(const QString& path, const QStringList& sets);
    void cancel(); // what is under way

    bool isListening() const { return m_status.state == HubState::Listening; }
    bool isInMemory() const;
    const HubStatus& status() const { return m_status; } // as last taken
    AudienceKind kind() const { return m_kind; }
    const QString& set() const { return m_set; } // selected; empty: none
    bool isEmpty() const; // there is no set, whatever is searched for
    bool isBusy() const { return m_job.isRunning() || m_export.isRunning(); }
    const AudienceJob& job() const { return m_job; }
    const Work& work() const { return m_work; }
    SetModel& sets() { return m_sets; }
    MemberModel& members() { return m_members; }
    const QString& error() const { return m_error; } // why the sets are not known
    const QString& problem() const { return m_problem; } // with the users of the set
    // Selection changes now are the model's doing, not the user's.
    bool isShowing() const { return m_showing; }

    QString setCountText() const;
    QString memberCountText() const;
    QString titleText() const; // with a long name cut
    QString fullTitleText() const;
    QString keptText() const;
    QString membersText(qint64 n) const; // "3 followers"

Q_SIGNALS:
    void setShown(); // the selected one, or none; to be selected in the view
    void membersShown();
    void changed(); // anything that is said or can be done
    void workChanged();
    void lastAction(const QString& text);

private:
    void requestSets();
    void requestMembers();
    void setSets(std::vector<AudienceSets::Set> sets);
    void leaveSet();
    void takeSet(const QString& set);
    void setProblem(const QString& problem);
    void startJob(
        const QString& title, AudienceJob::Purpose purpose, const AudienceJob::Source& source);
    void jobProgressed();
    void jobFinished();
    void exportFinished(const QString& text, bool failed);
    void setWork(const Work& work);
    QString setsText(qint64 n) const;

    const Hands m_hands;
    HubStatus m_status;
    bool m_seen = false;
    AudienceKind m_kind = AudienceKind::Followers;
    QString m_search;
    QString m_filter;
    QString m_set;
    QString m_newSet; // has no user yet
    bool m_more = false; // sets than are listed
    QString m_error;
    QString m_problem;
    Work m_work;
    AudienceChange m_removed; // last, as far as it can be undone
    bool m_setsUnderWay = false;
    bool m_setsStale = true;
    bool m_membersUnderWay = false;
    bool m_membersStale = true;
    bool m_showing = false;
    QTimer m_searchDelay;
    QTimer m_filterDelay;
    SetModel m_sets;
    MemberModel m_members;
    AudienceJob m_job;
    AudienceExport m_export;
};

} // namespace fanlight
