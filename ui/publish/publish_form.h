// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/options.h"
#include "hub/snapshots.h"
#include "metrics/worker.h"
#include "publish/publish_mode.h"
#include "publish/repeat_run.h"
#include "widgets/card.h"

#include <optional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fanlight {

class PayloadEditor;
class ProblemPill;
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
    void loadFile(const QString& path); // read aside; what is wrong is said beneath the payload

    // As it is written, placeholders and all; its data is empty while the payload is not valid.
    PublishRequest request() const;
    int batchCount() const; // of the batch mode
    bool hasValidPayload() const;
    // What keeps the request from being sent, in the API's words; empty: nothing.
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

Q_SIGNALS:
    void changed();
    void sendRequested();
    void repeatRequested();
    void stopRequested();
    void audienceRequested();

private:
    void makeFields();
    void makeAudienceFields();
    void makeBatchFields();
    void makePayload();
    QWidget* makePlaceholderHint();
    QBoxLayout* makePayloadTools();
    void makeButtons();
    void makeRepeat();
    QLineEdit* addField(const QString& label, const QString& placeholder);
    void addRow(const QString& label, QWidget* field, QWidget* buddy = nullptr);
    QSpinBox* addSpin(const QString& name, int least, int most, int value);
    QStringList usersOf(PublishMode mode) const;
    BatchWish batchWish() const;
    void askForFile();
    void payloadChecked();
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
    QLineEdit* m_recipients = nullptr;
    QWidget* m_recipientsRow = nullptr;
    QPushButton* m_audience = nullptr;
    QLineEdit* m_among = nullptr;
    QWidget* m_amongRow = nullptr;
    Segmented* m_deliver = nullptr;
    QSpinBox* m_count = nullptr;
    QSpinBox* m_window = nullptr;
    QSpinBox* m_most = nullptr;
    QWidget* m_countRow = nullptr;
    QWidget* m_windowRow = nullptr;
    QLineEdit* m_event = nullptr;
    QLineEdit* m_id = nullptr;
    PayloadEditor* m_payload;
    ProblemPill* m_payloadState;
    QLabel* m_fileProblem;
    QCheckBox* m_plainText;
    QPushButton* m_format;
    QPushButton* m_file;
    QPushButton* m_send;
    QPushButton* m_repeat;
    RepeatPopup* m_repeatPopup;
    QLabel* m_hint;
    Worker m_reader; // its end waits for a file that is being read
};

} // namespace fanlight
