// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "hub/snapshots.h"
#include "publish/publish_draft.h"
#include "publish/repeat_run.h"
#include "widgets/card.h"

#include <optional>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fanlight {

class BatchWindow;
class IdFields;
class PayloadPane;
class RepeatPopup;
class Segmented;
class Theme;

// Ids separated by blanks, commas or semicolons; each once, in the order given.
QStringList splitUserIds(const QString& text);

// The fields of a notification and what is wrong with them, told with every key. Main thread; owned
// by the page.
class PublishForm : public Card {
    Q_OBJECT
public:
    explicit PublishForm(const Theme& theme, QWidget* parent = nullptr);

    PublishMode mode() const { return m_mode; }
    void setMode(PublishMode mode);
    void setUser(const QString& userId); // of the mode for one user
    void load(const PublishRequest& request, PublishMode mode, int batchCount = DefaultBatchCount);
    PublishDraft draft() const;
    void restore(const PublishDraft& draft);
    void restoreFields(const PublishDraft& draft); // all but the payload
    void begin(const PublishDraft& draft); // the same, with nothing to undo
    PayloadPane& payload() { return *m_payload; }
    QWidget* lastStop() const; // of the tab order

    // As it is written, placeholders and all; its data is empty while the payload is not valid.
    PublishRequest request() const;
    int batchCount() const; // of the batch mode
    bool hasValidPayload() const;
    // What keeps the request from being sent; empty: nothing.
    QString problem() const;

    void setHub(const HubOptions& options); // its limits, and how it batches
    const HubOptions& hub() const { return m_hub; }
    // The reason why nothing can be sent now; empty: it can.
    void setBlocked(const QString& reason);
    void setReach(const std::optional<Reach>& reach); // of request() as it is now
    void setRepeating(const QString& progress); // empty: nothing is repeated
    RepeatPlan repeatPlan() const;
    void setRepeatPlan(const RepeatPlan& plan);
    QString hintText() const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();
    void sendRequested();
    void repeatRequested();
    void stopRequested();
    void audienceRequested();
    void loadUndone(); // the payload that was loaded last gave way to the one before

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeFields();
    void makeAudienceFields();
    void makeBatchFields();
    void makeButtons();
    void makeRepeat();
    QLineEdit* addField(const QString& label, const QString& placeholder);
    void addRow(const QString& label, QWidget* field, QWidget* buddy = nullptr);
    QSpinBox* addSpin(const QString& name, int least, int most, int value);
    QStringList usersOf(PublishMode mode) const;
    BatchWish batchWish() const;
    void updateReach();
    void updateHint();

    PublishMode m_mode = PublishMode::Broadcast;
    HubOptions m_hub;
    std::optional<Reach> m_reach;
    QString m_blocked;
    QString m_repeating;
    QFormLayout* m_fields;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_users = nullptr;
    QLineEdit* m_author = nullptr;
    QLineEdit* m_type = nullptr;
    QLabel* m_recipients = nullptr;
    QWidget* m_recipientsRow = nullptr;
    QPushButton* m_audience = nullptr;
    QLineEdit* m_among = nullptr;
    QWidget* m_amongRow = nullptr;
    Segmented* m_deliver = nullptr;
    QSpinBox* m_count = nullptr;
    BatchWindow* m_window = nullptr;
    QSpinBox* m_most = nullptr;
    QWidget* m_countRow = nullptr;
    QWidget* m_windowRow = nullptr;
    QWidget* m_mostRow = nullptr;
    QLineEdit* m_event = nullptr;
    IdFields* m_ids = nullptr;
    PayloadPane* m_payload;
    QPushButton* m_send;
    QPushButton* m_repeat;
    RepeatPopup* m_repeatPopup;
    QLabel* m_hint;
};

} // namespace fanlight
